// ImGui is told that FreeType is there (src/ui/imgui_config.h) only so that it leaves stb_truetype out. This is the one
// function that it then wants. It is called when an atlas has no loader of its own, and every atlas of ours has one.

#include "imgui.h"
#include "misc/freetype/imgui_freetype.h"

namespace ImGuiFreeType {

const ImFontLoader* GetFontLoader() { return nullptr; }

}  // namespace ImGuiFreeType
