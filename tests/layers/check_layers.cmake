# The layer rule, data <- render <- app, as a test: every #include under ROOT must be one that its folder may use.
# What is allowed is listed, so a header nobody thought of (a GL header in data/, say) fails too.
#   cmake -DROOT=folder -P check_layers.cmake
# With -DDATA_LINKS=a|b and -DRENDER_LINKS=a|b (what the two libraries link) it checks those names as well.
cmake_minimum_required(VERSION 3.25)
if(NOT ROOT)
  message(FATAL_ERROR "check_layers: -DROOT= is missing")
endif()

# Standard headers, and the few of the system and the processor that replace none of them.
set(standard "<[a-z_0-9]+>|<(fcntl|unistd|poll|signal|sys/[a-z]+)\\.h>|<[a-z]mmintrin\\.h>|<immintrin\\.h>")
set(data_libraries "<glm/[^>]+>|<Eigen/[^>]+>|<fmt/[^>]+>|<nlohmann/[^>]+>|<erfa(m)?\\.h>|<zstd\\.h>|[<\"]hwy/[^>\"]+[>\"]")
set(render_libraries "<glm/[^>]+>|<fmt/[^>]+>|<glad/[^>]+>|<stb/[^>]+>|<zlib\\.h>|<hb[a-z-]*\\.h>|<ft2build\\.h>|FT_[A-Z_]+_H")
set(app_libraries "<glm/[^>]+>|<fmt/[^>]+>|<nlohmann/[^>]+>|<zlib\\.h>")

# check(FOLDER WHAT ALLOWED EXCEPT): each include of FOLDER must match ALLOWED and must not match EXCEPT ("" = no exception).
function(check folder what allowed except)
  file(GLOB_RECURSE files RELATIVE "${ROOT}" "${ROOT}/${folder}/*.h" "${ROOT}/${folder}/*.hpp" "${ROOT}/${folder}/*.inl"
    "${ROOT}/${folder}/*.c" "${ROOT}/${folder}/*.cc" "${ROOT}/${folder}/*.cpp")
  if(NOT files)
    message(SEND_ERROR "${folder}/: expected source files, found none (is ROOT the project folder?)")
  endif()
  foreach(file IN LISTS files)
    file(STRINGS "${ROOT}/${file}" lines REGEX "^[ \t]*#[ \t]*include")
    # One line may hold brackets that CMake would take for a list; matching the text as a whole is not disturbed by them.
    string(REGEX MATCHALL "#[ \t]*include[ \t]*([<\"][^>\"]*[>\"]|[^<\" \t;]+)" includes "${lines}")
    foreach(include IN LISTS includes)
      string(REGEX REPLACE "^#[ \t]*include[ \t]*" "" header "${include}")
      if(NOT header MATCHES "^(${allowed})$" OR (except AND header MATCHES "^(${except})$"))
        message(SEND_ERROR "${file}: includes ${header}. ${folder}/ may use ${what}")
      endif()
    endforeach()
  endforeach()
endfunction()

check(data "the standard library, glm, Eigen, fmt, nlohmann/json, erfa, highway, zstd and data/"
  "${standard}|${data_libraries}|\"data/[^\"]+\"" "")
check(render "the standard library, glm, fmt, glad, stb, zlib, FreeType, HarfBuzz, render/ and data/, but no pack, query or metric"
  "${standard}|${render_libraries}|\"(data|render)/[^\"]+\"" "\"data/(pack|query|metrics)/[^\"]+\"")
foreach(folder app/state app/scene)
  check(${folder} "the standard library, glm, fmt, nlohmann/json, zlib, data/, render/, app/state and app/scene, but no OpenGL, ImGui or window"
    "${standard}|${app_libraries}|\"(data|render|app/state|app/scene)/[^\"]+\"" "")
endforeach()

function(check_links library links forbidden)
  string(REPLACE "|" ";" links "${links}")
  foreach(link IN LISTS links)
    if(link MATCHES "${forbidden}")
      message(SEND_ERROR "${library}: links ${link}, which belongs to a layer above it")
    endif()
  endforeach()
endfunction()
check_links(linchpin_data "${DATA_LINKS}" "linchpin_(render|app)|glad|imgui|glfw|EGL|OpenGL|FREETYPE|HARFBUZZ|CLI11")
check_links(linchpin_render "${RENDER_LINKS}" "linchpin_app|imgui|glfw|CLI11")
