// What this tool is, its version, and the licences of all that is linked into it.
#include "imgui.h"
#include "ui/dialog.h"
#include "ui/panels.h"
#include "version.h"

namespace ui {
namespace {

struct Linked {
  std::string_view name, licence, href;
};

constexpr Linked kLinked[] = {
    {"Dear ImGui", "MIT, © 2014-2025 Omar Cornut", "https://github.com/ocornut/imgui"},
    {"SDL 2", "zlib, © 1997-2025 Sam Lantinga", "https://www.libsdl.org/"},
    {"Emscripten", "MIT / NCSA, © 2010-2014 the Emscripten authors", "https://emscripten.org/"},
    {"musl libc", "MIT, © 2005-2020 Rich Felker, et al.", "https://musl.libc.org/"},
    {"LLVM libc++, compiler-rt", "Apache 2.0 with LLVM exceptions", "https://llvm.org/"},
};

}  // namespace

bool about_dialog(Frame& frame, float page_width, float page_height) {
  if (!frame.view.about_open) return false;
  const Dialog dialog{Group::about, Text::about, 520, 350};
  if (begin_dialog(frame, dialog, page_width, page_height)) frame.act(model::Action::Kind::close_about);
  const DialogRoom room = dialog_room(frame, dialog, page_width, page_height);
  begin_scroll_area(frame, "about", {room.width, room.height});
  const float width = ImGui::GetContentRegionAvail().x - 4;
  const auto say = [&](std::string_view words, ImU32 colour) {
    paragraph(frame, words, width, colour, frame.size.text);
    ImGui::Dummy({0, 2});
  };
  say(frame.say(Text::about_what), frame.colour.text);
  say(frame.say(Text::about_version, {.text = kVersion}), frame.colour.text);
  say(frame.say(Text::about_licence), frame.colour.text);
  ImGui::Dummy({0, 4});
  say(frame.say(Text::about_linked), frame.colour.muted);
  for (const Linked& linked : kLinked) {
    ImGui::Dummy({0, 2});
    link(frame, linked.name, linked.href);
    paragraph(frame, linked.licence, width, frame.colour.muted, frame.size.small);
  }
  end_scroll_area(frame);
  end_dialog(frame);
  return true;
}

}  // namespace ui
