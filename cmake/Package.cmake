# Installing and the .deb:  cmake --build build/release --target package
# What the program looks for at run time is decided in app/cli/asset_paths.cpp: share/linchpin beside bin, with base/ and shaders/ in it.
include(GNUInstallDirs)
set(linchpin_share "${CMAKE_INSTALL_DATADIR}/linchpin")
set(CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

install(TARGETS linchpin RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(DIRECTORY assets/pack assets/base assets/projects assets/stories DESTINATION "${linchpin_share}" PATTERN ".*" EXCLUDE)
install(DIRECTORY shaders DESTINATION "${linchpin_share}" PATTERN ".*" EXCLUDE)
install(FILES assets/SOURCES.md DESTINATION "${linchpin_share}")
install(FILES packaging/linchpin.desktop DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
install(FILES packaging/linchpin.svg DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps")
# Made from the .svg with: rsvg-convert -w 256 packaging/linchpin.svg -o packaging/linchpin.png
install(FILES packaging/linchpin.png DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/256x256/apps")
install(FILES packaging/copyright DESTINATION "${CMAKE_INSTALL_DOCDIR}")

set(CPACK_PACKAGE_NAME linchpin)
set(CPACK_PACKAGE_VENDOR "Linchpin developers")
set(CPACK_PACKAGE_CONTACT "Linchpin developers <linchpin@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "interactive globe of the world's AI infrastructure")
set(CPACK_GENERATOR DEB)
set(CPACK_STRIP_FILES ON)
set(CPACK_PROJECT_CONFIG_FILE "${PROJECT_SOURCE_DIR}/packaging/cpack.cmake")
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS ${CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS})

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "Shows data centres, submarine cables, supply flows and satellites on a globe,
and computes which country depends on which other for them. The data, with
their sources and licences, are bundled; nothing is fetched at run time.")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# What shlibdeps cannot see because it is opened at run time: EGL (pictures without a window), GL (the window), a driver, the font.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libegl1, libgl1, libgl1-mesa-dri, fonts-inter")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "ffmpeg")
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)

# Man page and changelogs, compressed without a time stamp so that the same source gives the same bytes.
set(CPACK_DEBIAN_PACKAGE_VERSION_FULL "${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}")
set(packaging_dir "${CMAKE_CURRENT_BINARY_DIR}/packaging")
configure_file(packaging/linchpin.1.in "${packaging_dir}/linchpin.1" @ONLY)
configure_file(packaging/changelog.in "${packaging_dir}/changelog.Debian" @ONLY)
configure_file(CHANGELOG.md "${packaging_dir}/changelog" COPYONLY)
find_program(GZIP_EXE gzip REQUIRED)
set(compressed "")
foreach(name linchpin.1 changelog.Debian changelog)
  add_custom_command(OUTPUT "${packaging_dir}/${name}.gz" DEPENDS "${packaging_dir}/${name}"
    COMMAND ${GZIP_EXE} -9 -n -k -f "${packaging_dir}/${name}" VERBATIM)
  list(APPEND compressed "${packaging_dir}/${name}.gz")
endforeach()
add_custom_target(packaging_files ALL DEPENDS ${compressed})
install(FILES "${packaging_dir}/linchpin.1.gz" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
install(FILES "${packaging_dir}/changelog.Debian.gz" "${packaging_dir}/changelog.gz" DESTINATION "${CMAKE_INSTALL_DOCDIR}")

include(CPack)
