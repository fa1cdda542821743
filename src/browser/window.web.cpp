#include "browser/window.h"

#include <GLES2/gl2.h>
#include <SDL.h>

#include <initializer_list>

#include "browser/glyphs.h"
#include "browser/page.h"
#include "imgui.h"
#include "imgui_impl_opengl3.h"
#include "imgui_impl_sdl2.h"
#include "imgui_internal.h"

namespace browser {
namespace {

SDL_Window* window = nullptr;
void (*wake_page)(bool button) = nullptr;
bool shown = false;

int SDLCALL watch(void*, SDL_Event* event) {
  wake_page(event->type == SDL_MOUSEBUTTONDOWN || event->type == SDL_MOUSEBUTTONUP);
  return 0;
}

void leave_to_the_page() {
  // SDL would prevent the default of all of these: they belong to the mirror's fields and to scroll.h.
  for (const Uint32 type : {SDL_MOUSEWHEEL, SDL_FINGERDOWN, SDL_FINGERUP, SDL_FINGERMOTION, SDL_KEYDOWN, SDL_KEYUP, SDL_TEXTINPUT})
    SDL_EventState(type, SDL_IGNORE);
}

bool open_context() {
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 2);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
  SDL_GL_SetAttribute(SDL_GL_ALPHA_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_STENCIL_SIZE, 0);
  window = SDL_CreateWindow("", 0, 0, 1, 1, SDL_WINDOW_OPENGL | SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
  return window != nullptr && SDL_GL_CreateContext(window) != nullptr;
}

// Glyph bitmaps are made for whole device pixels: filtering would only blur them.
void upload_textures(const ImDrawData& data) {
  for (ImTextureData* texture : *data.Textures) {
    const bool created = texture->Status == ImTextureStatus_WantCreate;
    if (texture->Status != ImTextureStatus_OK) ImGui_ImplOpenGL3_UpdateTexture(texture);
    if (!created) continue;
    glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(texture->TexID));
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  }
}

}  // namespace

bool Window::open(void (*wake)(bool button)) {
  wake_page = wake;
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, "#canvas");
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_ASYNCIFY, "0");
  // Each poll would push an event of its own, and each event asks for a frame, which polls.
  SDL_SetHint(SDL_HINT_POLL_SENTINEL, "0");
  SDL_SetMainReady();
  const bool ready = SDL_Init(SDL_INIT_VIDEO) == 0 && open_context();
  if (!ready) {
    show_no_webgl();
    return false;
  }
  leave_to_the_page();
  SDL_AddEventWatch(watch, nullptr);
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.ConfigWindowsMoveFromTitleBarOnly = true;
  ImGui::GetStyle().AntiAliasedLinesUseTex = false;  // with nearest filtering they would be jagged
  io.Fonts->Flags |= ImFontAtlasFlags_NoBakedLines | ImFontAtlasFlags_NoMouseCursors;
  ImGui_ImplSDL2_InitForOpenGL(window, SDL_GL_GetCurrentContext());
  ImGui_ImplOpenGL3_Init("#version 100");
  return true;
}

void Window::begin_frame() {
  SDL_Event event;
  while (SDL_PollEvent(&event)) {
    // A press tells where it is: after the window had lost the pointer no motion need have come before it.
    if (event.type == SDL_MOUSEBUTTONDOWN)
      ImGui::GetIO().AddMousePosEvent(static_cast<float>(event.button.x), static_cast<float>(event.button.y));
    ImGui_ImplSDL2_ProcessEvent(&event);
  }
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplSDL2_NewFrame();
  begin_glyph_frame();
  const ImGuiIO& io = ImGui::GetIO();
  width_ = io.DisplaySize.x;
  height_ = io.DisplaySize.y;
  ImGui::NewFrame();
}

bool Window::pointer_acts() const {
  const ImGuiIO& io = ImGui::GetIO();
  return settling() || io.MouseClicked[0] || io.MouseReleased[0];
}

bool Window::settling() const { return ImGui::GetCurrentContext()->InputEventsQueue.Size > 0; }

void Window::end_frame(std::uint32_t ground) {
  ImGui::Render();
  ImDrawData* const data = ImGui::GetDrawData();
  if (data == nullptr) return;
  if (!shown) hide_notice();
  shown = true;
  upload_textures(*data);
  int pixels_wide = 0, pixels_high = 0;
  SDL_GL_GetDrawableSize(window, &pixels_wide, &pixels_high);
  glViewport(0, 0, pixels_wide, pixels_high);
  const ImVec4 colour = ImGui::ColorConvertU32ToFloat4(ground);
  glClearColor(colour.x, colour.y, colour.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(data);
}

}  // namespace browser
