# The page: every layer linked to index.html, index.js and index.wasm in ${MQTT_TOOL_OUTPUT}/web, the files of web/
# beside them, and the whole once more as one file for file://.

if(NOT EXISTS "${CMAKE_SOURCE_DIR}/src/app/main.web.cpp" OR NOT EXISTS "${CMAKE_SOURCE_DIR}/shell.html")
  message(STATUS "no src/app/main.web.cpp and shell.html: no page")
  return()
endif()

set(page_folder "${MQTT_TOOL_OUTPUT}/web")
file(GLOB js_libraries CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/web/lib_*.js")
file(GLOB_RECURSE web_files CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/web/*")

add_executable(mqtt_over_ws_tool "${CMAKE_SOURCE_DIR}/src/app/main.web.cpp")
set_target_properties(mqtt_over_ws_tool PROPERTIES OUTPUT_NAME index SUFFIX .html
  RUNTIME_OUTPUT_DIRECTORY "${page_folder}" LINK_DEPENDS "${CMAKE_SOURCE_DIR}/shell.html;${js_libraries}")
target_link_libraries(mqtt_over_ws_tool PRIVATE own_source app ui browser transport imgui_backend)
target_link_options(mqtt_over_ws_tool PRIVATE
  "SHELL:--shell-file ${CMAKE_SOURCE_DIR}/shell.html" -lwebsocket.js
  -sMINIFY_HTML=0 -sENVIRONMENT=web -sFILESYSTEM=0 -sMALLOC=emmalloc -sALLOW_MEMORY_GROWTH=1
  -sDISABLE_EXCEPTION_CATCHING=1 -sSUPPORT_LONGJMP=0 -sEXIT_RUNTIME=0 -sASSERTIONS=$<BOOL:${MQTT_TOOL_DEBUG_PAGE}>)
foreach(library IN LISTS js_libraries)
  target_link_options(mqtt_over_ws_tool PRIVATE "SHELL:--js-library ${library}")
endforeach()

find_program(node_program NAMES node nodejs NO_CMAKE_FIND_ROOT_PATH REQUIRED)
set(stamp "${CMAKE_BINARY_DIR}/page.stamp")
add_custom_command(OUTPUT "${stamp}"
  COMMAND "${node_program}" "${CMAKE_SOURCE_DIR}/scripts/lib/page.mjs"
    "${CMAKE_SOURCE_DIR}/web" "${page_folder}" "${MQTT_TOOL_OUTPUT}/mqtt_over_ws_tool.html"
  COMMAND "${CMAKE_COMMAND}" -E touch "${stamp}"
  DEPENDS mqtt_over_ws_tool ${web_files} "${CMAKE_SOURCE_DIR}/scripts/lib/page.mjs"
  COMMENT "Writing ${page_folder} and the offline page" VERBATIM)
add_custom_target(page ALL DEPENDS "${stamp}")
