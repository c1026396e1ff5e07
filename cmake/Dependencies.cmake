# Every library the program stands on, found once. CONTRIBUTING.md says why each is here.
set(CMAKE_THREAD_PREFER_PTHREAD ON)
find_package(Threads REQUIRED)
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets Network Sql Svg DBus Charts PrintSupport Test LinguistTools)
find_package(Qt6Keychain QUIET)
find_package(nlohmann_json REQUIRED)
find_package(simdjson REQUIRED)
find_package(md4c REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(httplib REQUIRED IMPORTED_TARGET cpp-httplib)

# QScintilla ships neither CMake nor pkg-config files.
find_library(QSCINTILLA_LIBRARY NAMES qscintilla2_qt6 REQUIRED)
find_path(QSCINTILLA_INCLUDE Qsci/qsciscintilla.h PATH_SUFFIXES qt6 x86_64-linux-gnu/qt6 REQUIRED
          HINTS ${Qt6Core_INCLUDE_DIRS})
add_library(muster_qscintilla INTERFACE)
target_include_directories(muster_qscintilla SYSTEM INTERFACE ${QSCINTILLA_INCLUDE})
target_link_libraries(muster_qscintilla INTERFACE ${QSCINTILLA_LIBRARY} Qt6::Widgets Qt6::PrintSupport)

if(NOT TARGET qt6keychain)
  find_library(QTKEYCHAIN_LIBRARY NAMES qt6keychain REQUIRED)
  find_path(QTKEYCHAIN_INCLUDE qt6keychain/keychain.h REQUIRED)
  add_library(qt6keychain INTERFACE IMPORTED)
  target_include_directories(qt6keychain SYSTEM INTERFACE ${QTKEYCHAIN_INCLUDE})
  target_link_libraries(qt6keychain INTERFACE ${QTKEYCHAIN_LIBRARY})
endif()
