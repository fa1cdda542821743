#include "support/headless_page.h"

#include <gtest/gtest.h>

#include "imgui.h"
#include "support/box_font.h"

namespace support {
namespace {

const char* group_name(ui::Group group) {
  constexpr const char* kNames[] = {"title",    "connect", "publish", "subscribe", "subscriptions",
                                    "messages", "about",   "message", "held",      "keys",
                                    "menu"};
  return kNames[static_cast<std::size_t>(group)];
}

}  // namespace

HeadlessPage::HeadlessPage(float width, float height, const app::Config& config)
    : tool(config), width_(width), height_(height), context_(ImGui::CreateContext()) {
  ImGui::SetCurrentContext(context_);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  io.ConfigFlags &= ~ImGuiConfigFlags_NavEnableKeyboard;
  fonts_ = load_box_fonts();
  settle();
}

HeadlessPage::~HeadlessPage() {
  ImGui::SetCurrentContext(context_);
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) texture->SetStatus(ImTextureStatus_Destroyed);
  ImGui::DestroyContext(context_);
}

void HeadlessPage::resize(float width, float height) {
  width_ = width;
  height_ = height;
  settle();
}

void HeadlessPage::frame() {
  ImGui::SetCurrentContext(context_);
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {width_, height_};
  io.DeltaTime = 1.f / 60;
  tool.settle();
  ImGui::NewFrame();
  model::Actions actions;
  page.draw(tool.view(), registry, fonts_, {.width = width_, .height = height_, .touch = touch_}, scroll_, actions);
  scroll_ = {};
  ImGui::Render();
  vertices_ = ImGui::GetDrawData()->TotalVtxCount;
  // What a renderer would do with the font texture.
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures)
    if (texture->Status == ImTextureStatus_WantCreate || texture->Status == ImTextureStatus_WantUpdates) {
      texture->SetTexID(1);
      texture->SetStatus(ImTextureStatus_OK);
    }
  for (const model::Action& action : actions) tool.act(action);
  if (const std::uint32_t wanted = registry.take_focus_request())
    registry.post({.kind = ui::ItemInput::Kind::focus, .id = wanted, .text = "visible"});
}

void HeadlessPage::settle() {
  // Input arrives, changes the view, and the view is drawn; ImGui wants a frame more for what depends on sizes.
  for (int i = 0; i < 3; ++i) frame();
}

const ui::Item& HeadlessPage::item(ui::Group group, ui::Role role, std::string_view name) {
  static const ui::Item nothing;
  const ui::Item* const found = registry.find(group, role, name);
  EXPECT_NE(found, nullptr) << "no item of role " << static_cast<int>(role) << " named \"" << name << "\" in " << group_name(group);
  return found ? *found : nothing;
}

bool HeadlessPage::has(ui::Group group, ui::Role role, std::string_view name) { return registry.find(group, role, name) != nullptr; }

void HeadlessPage::input(ui::ItemInput::Kind kind, ui::Group group, ui::Role role, std::string_view name) {
  registry.post({.kind = kind, .id = item(group, role, name).id, .text = {}});
  settle();
}

void HeadlessPage::click(ui::Group group, ui::Role role, std::string_view name) {
  input(ui::ItemInput::Kind::click, group, role, name);
}

void HeadlessPage::fill(ui::Group group, std::string_view field, std::string_view text) {
  registry.post({.kind = ui::ItemInput::Kind::text, .id = item(group, ui::Role::textbox, field).id, .text = std::string(text)});
  settle();
}

void HeadlessPage::focus(ui::Group group, ui::Role role, std::string_view name) {
  registry.post({.kind = ui::ItemInput::Kind::focus, .id = item(group, role, name).id, .text = "visible"});
  settle();
}

void HeadlessPage::mouse_move(float x, float y) {
  ImGui::SetCurrentContext(context_);
  ImGui::GetIO().AddMousePosEvent(x, y);
  settle();
}

void HeadlessPage::mouse_click(ui::Group group, ui::Role role, std::string_view name) {
  const ui::Box box = item(group, role, name).box;
  mouse_move(box.x + box.w / 2, box.y + box.h / 2);
  mouse_press();
}

void HeadlessPage::mouse_press(int button) {
  ImGui::SetCurrentContext(context_);
  ImGui::GetIO().AddMouseButtonEvent(button, true);
  frame();
  ImGui::GetIO().AddMouseButtonEvent(button, false);
  settle();
}

void HeadlessPage::scroll(std::uint32_t area, float dy) {
  scroll_ = {.area = area, .dx = 0, .dy = dy};
  settle();
}

}  // namespace support
