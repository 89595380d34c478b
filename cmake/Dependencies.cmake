# Everything third-party: system packages, plus two pinned source tarballs where the system's are too old. Why each is here:
# docs/dependencies.md.
include(DebPool)
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(glfw3 3.3 REQUIRED)
find_package(glm REQUIRED)
find_package(nlohmann_json 3.9 REQUIRED)
find_package(fmt REQUIRED)
find_package(Eigen3 3.4 REQUIRED NO_MODULE)
find_package(CLI11 REQUIRED)
pkg_check_modules(ERFA REQUIRED IMPORTED_TARGET erfa)
pkg_check_modules(HWY REQUIRED IMPORTED_TARGET libhwy)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)
pkg_check_modules(FREETYPE REQUIRED IMPORTED_TARGET freetype2)
pkg_check_modules(HARFBUZZ REQUIRED IMPORTED_TARGET harfbuzz)
pkg_check_modules(STB REQUIRED IMPORTED_TARGET stb)
pkg_check_modules(OPENEXR REQUIRED IMPORTED_TARGET OpenEXR)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(HARFBUZZ_SUBSET REQUIRED IMPORTED_TARGET harfbuzz-subset)
pkg_check_modules(CAIRO REQUIRED IMPORTED_TARGET cairo cairo-pdf cairo-ft)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
pkg_check_modules(MICROHTTPD REQUIRED IMPORTED_TARGET libmicrohttpd)
pkg_check_modules(QRENCODE REQUIRED IMPORTED_TARGET libqrencode)
if(NOT TARGET glm::glm)  # older glm packages export another name
  add_library(glm::glm INTERFACE IMPORTED)
endif()

# glad, generated here: no loader is committed, and the extension list is ours.
find_program(GLAD_EXE glad REQUIRED)
set(glad_dir "${CMAKE_BINARY_DIR}/_glad")
add_custom_command(
  OUTPUT ${glad_dir}/src/gl.c ${glad_dir}/src/egl.c ${glad_dir}/include/glad/gl.h ${glad_dir}/include/glad/egl.h
  COMMAND ${GLAD_EXE} --quiet --reproducible --out-path ${glad_dir} --api gl:core=3.3
    --extensions GL_ARB_timer_query,GL_KHR_debug,GL_EXT_texture_filter_anisotropic c
  COMMAND ${GLAD_EXE} --quiet --reproducible --out-path ${glad_dir} --api egl=1.5
    --extensions EGL_EXT_platform_base,EGL_EXT_platform_device,EGL_EXT_device_base,EGL_EXT_device_enumeration,EGL_EXT_device_query,EGL_MESA_platform_surfaceless,EGL_KHR_surfaceless_context,EGL_KHR_create_context,EGL_KHR_no_config_context
    c --loader
  VERBATIM)
add_library(glad STATIC ${glad_dir}/src/gl.c ${glad_dir}/src/egl.c)
target_include_directories(glad SYSTEM PUBLIC ${glad_dir}/include)
target_link_libraries(glad PUBLIC ${CMAKE_DL_LIBS})

# Dear ImGui: the system's when new enough, else Debian 13's source compiled here.
set(IMGUI_DIR "" CACHE PATH "Unpacked Dear ImGui 1.90 or newer, instead of the package")
pkg_check_modules(IMGUI IMPORTED_TARGET imgui>=1.90)
if(IMGUI_FOUND AND NOT IMGUI_DIR)
  add_library(imgui INTERFACE)
  target_link_libraries(imgui INTERFACE PkgConfig::IMGUI glfw PkgConfig::FREETYPE)
  # Several folders, of which only ImGui's own has backends/.
  find_path(IMGUI_BACKENDS_DIR imgui_impl_glfw.h HINTS ${IMGUI_INCLUDE_DIRS} PATH_SUFFIXES backends imgui/backends REQUIRED)
  target_include_directories(imgui SYSTEM INTERFACE ${IMGUI_BACKENDS_DIR})
else()
  if(NOT IMGUI_DIR)
    deb_pool(NAME imgui PATH pool/main/i/imgui/imgui_1.90.1+ds.orig.tar.xz
      SHA256 ecce377df0f90b292f15dcbd83d438bddc162b2388c881132bde18c787572a1c OUT IMGUI_DIR)
  endif()
  set(imgui_dir "${IMGUI_DIR}")
  unset(IMGUI_DIR)
  add_library(imgui STATIC ${imgui_dir}/imgui.cpp ${imgui_dir}/imgui_draw.cpp ${imgui_dir}/imgui_tables.cpp
    ${imgui_dir}/imgui_widgets.cpp ${imgui_dir}/misc/cpp/imgui_stdlib.cpp ${imgui_dir}/misc/freetype/imgui_freetype.cpp
    ${imgui_dir}/backends/imgui_impl_glfw.cpp ${imgui_dir}/backends/imgui_impl_opengl3.cpp)
  target_include_directories(imgui SYSTEM PUBLIC ${imgui_dir} ${imgui_dir}/backends ${imgui_dir}/misc/cpp ${imgui_dir}/misc/freetype)
  target_compile_features(imgui PUBLIC cxx_std_20)
  target_compile_definitions(imgui PUBLIC IMGUI_ENABLE_FREETYPE)
  # One GL loader for everything: ImGui's own would open libGL a second time.
  set_source_files_properties(${imgui_dir}/backends/imgui_impl_opengl3.cpp PROPERTIES
    COMPILE_OPTIONS "-DIMGUI_IMPL_OPENGL_LOADER_CUSTOM;-include;glad/gl.h")
  target_link_libraries(imgui PUBLIC glfw glad PkgConfig::FREETYPE)
endif()

if(LINCHPIN_TESTS)
  set(CATCH2_DIR "" CACHE PATH "Unpacked Catch2 3.x, instead of the package")
  find_package(Catch2 3 QUIET)
  if(NOT Catch2_FOUND)
    if(NOT CATCH2_DIR)
      deb_pool(NAME catch2 PATH pool/main/c/catch2/catch2_3.7.1.orig.tar.gz
        SHA256 c991b247a1a0d7bb9c39aa35faf0fe9e19764213f28ffba3109388e62ee0269c OUT CATCH2_DIR)
    endif()
    set(catch2_dir "${CATCH2_DIR}")
    unset(CATCH2_DIR)
    # The amalgamated form is one translation unit instead of a hundred.
    add_library(catch2 STATIC ${catch2_dir}/extras/catch_amalgamated.cpp)
    target_include_directories(catch2 SYSTEM PUBLIC ${catch2_dir}/extras ${PROJECT_SOURCE_DIR}/tests/catch2_shim)
    target_compile_features(catch2 PUBLIC cxx_std_20)
    add_library(Catch2::Catch2WithMain ALIAS catch2)
    list(APPEND CMAKE_MODULE_PATH "${catch2_dir}/extras")
  endif()
  include(CTest)
  include(Catch)
endif()
