#pragma once

// Dear ImGui's compile-time configuration: what this tool needs and nothing that only adds to the download.
// Not included by our own sources: imgui.h includes it (IMGUI_USER_CONFIG).

// With 16 bits a window's draw list ends at 16,383 glyphs on WebGL.
#define ImDrawIdx unsigned int

// Emoji and the private code points of grapheme clusters are above U+FFFF.
#define IMGUI_USE_WCHAR32

// Glyphs come from a font loader of ours: the browser's canvas, or the tests' fixed boxes. Claiming FreeType is the
// only way to leave stb_truetype out; nothing refers to FreeType as long as every atlas is given its loader.
#define IMGUI_DISABLE_DEFAULT_FONT
#define IMGUI_ENABLE_FREETYPE

#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_TTY_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#define IMGUI_DISABLE_WIN32_FUNCTIONS
#define IMGUI_DISABLE_SSE
