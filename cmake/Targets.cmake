# muster_library, muster_test: what every layer and every test has in common.

# "Dev" is what developers and CI build: -O1 keeps compile times low and assertions on.
set(CMAKE_CXX_FLAGS_DEV "-O1 -g1 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2" CACHE STRING "" FORCE)
# Two hundred programs are linked, each with the whole tree in it: lld takes a fifth of the time.
find_program(MUSTER_LLD ld.lld)
if(MUSTER_LLD)
  set(CMAKE_EXE_LINKER_FLAGS_DEV "-fuse-ld=lld" CACHE STRING "" FORCE)
else()
  set(CMAKE_EXE_LINKER_FLAGS_DEV "" CACHE STRING "" FORCE)
endif()
# "Release" is what people install; packaging/tests/hardened.sh looks at the installed program for each of these (S17).
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3" CACHE STRING "" FORCE)
set(CMAKE_EXE_LINKER_FLAGS_RELEASE "-pie -Wl,-z,relro,-z,now,-z,noexecstack,--as-needed" CACHE STRING "" FORCE)
if(MUSTER_SANITIZE OR MUSTER_FUZZ)
  set(CMAKE_CXX_FLAGS_DEV "-O1 -g1" CACHE STRING "" FORCE)
endif()
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Dev CACHE STRING "" FORCE)
endif()

# Most of a unit's time is Qt's and the JSON library's headers: eight files at once take as long as two one by one. Names in unnamed
# namespaces are then a layer's, not a file's. What is released is compiled file by file, and so tells of a missing include.
option(MUSTER_UNITY "Compile the layers' files eight at a time" OFF)

add_library(muster_flags INTERFACE)
target_compile_features(muster_flags INTERFACE cxx_std_20)
target_compile_options(muster_flags INTERFACE
  -Wall -Wextra -Wpedantic -Werror -Wnon-virtual-dtor -Woverloaded-virtual -Wno-missing-field-initializers
  -fstack-protector-strong -fPIC)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports these inside its own and Qt's headers once optimisation is on.
  target_compile_options(muster_flags INTERFACE -Wno-restrict -Wno-maybe-uninitialized
                         "$<$<CONFIG:Release>:-Wno-array-bounds;-Wno-stringop-overflow;-Wno-stringop-overread>")
endif()
target_compile_definitions(muster_flags INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_FOREACH QT_NO_KEYWORDS
  QT_STRICT_ITERATORS QT_DISABLE_DEPRECATED_BEFORE=0x060400
  MUSTER_VERSION="${PROJECT_VERSION}"
  # Qt takes every build type but Debug for one without assertions.
  $<$<CONFIG:Dev>:QT_FORCE_ASSERTS>)
if(Qt6_VERSION VERSION_GREATER_EQUAL 6.5)
  # What a newer Qt deprecates has no replacement in 6.4, which has to build as well.
  target_compile_definitions(muster_flags INTERFACE QT_WARN_DEPRECATED_UP_TO=0x060400)
endif()
target_include_directories(muster_flags INTERFACE ${CMAKE_BINARY_DIR}/generated)
if(MUSTER_SANITIZE)
  target_compile_options(muster_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  target_link_options(muster_flags INTERFACE -fsanitize=address,undefined)
  if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    # Half of every unit's time is the JSON library's templates: made once, in the precompiled header.
    target_compile_options(muster_flags INTERFACE "SHELL:-Xclang -fpch-instantiate-templates")
  endif()
endif()
if(MUSTER_FUZZ)
  # clang warns of other things than g++; those who build with it see them, a fuzzing run does not stop at them.
  target_compile_options(muster_flags INTERFACE -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
                         -fno-omit-frame-pointer -Wno-error)
  target_link_options(muster_flags INTERFACE -fsanitize=address,undefined)
endif()

set(MUSTER_CORE_PCH <QtCore/QtCore> <algorithm> <array> <chrono> <cstdint> <functional> <map> <memory> <optional> <string>
                    <string_view> <utility> <variant> <vector>)
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  # clang keeps the JSON library's templates made in the header; g++ would only pay 0.6 s for it in every unit, an empty one too.
  list(APPEND MUSTER_CORE_PCH <nlohmann/json.hpp>)
endif()
set(MUSTER_WIDGETS_PCH ${MUSTER_CORE_PCH} <QtGui/QtGui> <QtWidgets/QtWidgets>)

# muster_library(<layer> [PREFIX app|ui] [WIDGETS] LINK <libs…>): every *.cpp and *.h in the folder is the layer.
# Includes are written from the root of app/ and ui/ ("net/transport.h", "ui/theme/tokens.h"), so that a line shows where it points.
function(muster_library name)
  cmake_parse_arguments(ARG "WIDGETS" "" "LINK" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/*.h
       ${CMAKE_CURRENT_SOURCE_DIR}/*.ui)
  add_library(muster_${name} STATIC ${sources})
  target_include_directories(muster_${name} PUBLIC ${CMAKE_SOURCE_DIR}/app ${CMAKE_SOURCE_DIR})
  target_link_libraries(muster_${name} PUBLIC ${ARG_LINK} PRIVATE muster_flags)
  # Two precompiled headers serve the whole tree: base's for Core-only layers, theme's for widgets. Making one costs some ten seconds.
  if(name STREQUAL "base")
    target_precompile_headers(muster_base PRIVATE ${MUSTER_CORE_PCH})
  elseif(name STREQUAL "theme")
    target_precompile_headers(muster_theme PRIVATE ${MUSTER_WIDGETS_PCH})
  elseif(ARG_WIDGETS)
    target_precompile_headers(muster_${name} REUSE_FROM muster_theme)
  else()
    target_precompile_headers(muster_${name} REUSE_FROM muster_base)
  endif()
  # CMake 3.25 with Ninja does not run moc again when the glob finds another file.
  string(SHA1 shape "${sources}")
  if(NOT shape STREQUAL "$CACHE{MUSTER_SOURCES_${name}}")
    file(REMOVE ${CMAKE_CURRENT_BINARY_DIR}/muster_${name}_autogen/timestamp)
    set(MUSTER_SOURCES_${name} ${shape} CACHE INTERNAL "")
  endif()
  set_target_properties(muster_${name} PROPERTIES LINKER_LANGUAGE CXX UNITY_BUILD ${MUSTER_UNITY} UNITY_BUILD_BATCH_SIZE 8)
endfunction()

# muster_tests(<group> [GUI] [LABELS …] LINK <libs…>): one executable and one ctest entry for every tst_*.cpp in this folder.
function(muster_tests group)
  cmake_parse_arguments(ARG "GUI" "TIMEOUT" "LABELS;LINK" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/tst_*.cpp)
  foreach(source IN LISTS sources)
    get_filename_component(stem ${source} NAME_WE)
    string(REGEX REPLACE "^tst_" "" stem ${stem})
    set(target test_${group}_${stem})
    # By hand: CMake's own moc step costs each test a scan, a file of nothing and its compilation, a second in all.
    set(moc ${CMAKE_CURRENT_BINARY_DIR}/moc/tst_${stem}.moc)
    add_custom_command(OUTPUT ${moc} COMMAND Qt6::moc -DQT_NO_KEYWORDS -o ${moc} ${source} DEPENDS ${source} VERBATIM)
    add_executable(${target} ${source} ${moc})
    set_target_properties(${target} PROPERTIES AUTOMOC OFF AUTORCC OFF AUTOUIC OFF)
    target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/moc)
    target_link_libraries(${target} PRIVATE ${ARG_LINK} muster_test_support Qt6::Test muster_flags)
    if(ARG_GUI)
      target_precompile_headers(${target} REUSE_FROM muster_theme)
    else()
      target_precompile_headers(${target} REUSE_FROM muster_base)
    endif()
    add_test(NAME ${group}.${stem} COMMAND ${target} -nocrashhandler)
    set(environment "LC_ALL=C.UTF-8" "TZ=UTC")
    if(ARG_GUI)
      list(APPEND environment "QT_QPA_PLATFORM=offscreen")
    endif()
    if(MUSTER_SANITIZE)
      list(APPEND environment "UBSAN_OPTIONS=print_stacktrace=1" "ASAN_OPTIONS=detect_leaks=1")
    endif()
    set_tests_properties(${group}.${stem} PROPERTIES LABELS "${group};${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT}
                         ENVIRONMENT "${environment}")
  endforeach()
endfunction()
