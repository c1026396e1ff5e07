# `./dev package`: a .deb of what `cmake --install` puts down, made by CPack. CONTRIBUTING.md says how it is tested.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME muster)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
# The umask of who builds it decides nothing.
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "The Muster contributors <muster-desktop@users.noreply.github.com>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "window onto agents that run in the cloud")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Muster is a native desktop program for people who work with agents on
managed-agent platforms. You create and edit agents, environments and
vaults by pointing and clicking, open a session, and read its reply while
it is written. When an agent wants to run something, you see exactly what,
and allow or deny it.
.
It connects to Anthropic's Managed Agents and to openma servers, and brings
a demo workspace of its own, so that everything can be tried without an
account. Keys are kept in the keychain of the desktop, never in a file.")

# What the program links is found by dpkg-shlibdeps. These it loads by name at run time: the keychain's client, the driver of its database.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libsecret-1-0, libqt6sql6-sqlite")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS
    "qt6-wayland, gnome-keyring | libkf5wallet-bin | keepassxc, qt6-translations-l10n, fonts-noto-core, fonts-noto-color-emoji")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "fonts-noto-cjk, qt6-gtk-platformtheme")

include(CPack)
