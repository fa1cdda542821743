#include "browser/window.h"

#include <GLES2/gl2.h>
#include <SDL.h>
#include <emscripten/html5.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <initializer_list>

#include "browser/glyphs.h"
#include "browser/page.h"
#include "imgui.h"
#include "imgui_impl_opengl3.h"
#include "imgui_impl_sdl2.h"
#include "imgui_internal.h"

extern "C" {
void page_canvas_start();
void page_canvas_size(float* width_height_ratio_wide_high);
}

namespace browser {
namespace {

constexpr char kCanvas[] = "#canvas";
constexpr int kPatienceMs = 3000;  // for a lost context, before somebody is told

SDL_Window* window = nullptr;
void (*wake_page)(bool button) = nullptr;
bool shown = false;
bool lost = false;  // the browser has taken the context away
int losses = 0;

int SDLCALL watch(void*, SDL_Event* event) {
  wake_page(event->type == SDL_MOUSEBUTTONDOWN || event->type == SDL_MOUSEBUTTONUP);
  return 0;
}

void leave_to_the_page() {
  // SDL would prevent the default of all of these: they belong to the mirror's fields and to scroll.h.
  for (const Uint32 type :
       {SDL_MOUSEWHEEL, SDL_FINGERDOWN, SDL_FINGERUP, SDL_FINGERMOTION, SDL_KEYDOWN, SDL_KEYUP, SDL_TEXTINPUT})
    SDL_EventState(type, SDL_IGNORE);
}

bool open_context() {
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 2);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
  SDL_GL_SetAttribute(SDL_GL_ALPHA_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_STENCIL_SIZE, 0);
  // Without a title of its own: SDL would write it over the document's.
  window = SDL_CreateWindow(nullptr, 0, 0, 1, 1, SDL_WINDOW_OPENGL | SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
  return window != nullptr && SDL_GL_CreateContext(window) != nullptr;
}

// Everything of GL is gone. What the textures showed is still in memory: without their handles they are made again.
void forget_device_objects() {
  lost = true;
  const int this_loss = ++losses;
  ImGui_ImplOpenGL3_DestroyDeviceObjects();
  emscripten_async_call(
      [](void* loss) {
        if (!lost || losses != reinterpret_cast<std::intptr_t>(loss)) return;
        show_webgl_lost();
        shown = false;
      },
      reinterpret_cast<void*>(static_cast<std::intptr_t>(this_loss)), kPatienceMs);
}

EM_BOOL on_lost(int, const void*, void*) {
  if (!lost) forget_device_objects();
  return EM_TRUE;  // it is to be given back
}

EM_BOOL on_restored(int, const void*, void*) {
  lost = false;
  // SDL's context asks for it once only, and a context that was restored has none: ImDrawIdx has 32 bits.
  emscripten_webgl_enable_extension(emscripten_webgl_get_current_context(), "OES_element_index_uint");
  wake_page(false);
  return EM_TRUE;
}

struct CanvasSize {
  float width, height, ratio, wide, high;
};

CanvasSize fit_canvas() {
  CanvasSize size{};
  page_canvas_size(&size.width);
  const int wide = static_cast<int>(size.wide), high = static_cast<int>(size.high);
  const int w = std::max(1, static_cast<int>(std::lround(size.wide / size.ratio)));
  const int h = std::max(1, static_cast<int>(std::lround(size.high / size.ratio)));
  int had_w = 0, had_h = 0;
  SDL_GetWindowSize(window, &had_w, &had_h);
  // The canvas's, in CSS pixels: it counts the mouse in them.
  if (had_w != w || had_h != h) SDL_SetWindowSize(window, w, h);
  emscripten_get_canvas_element_size(kCanvas, &had_w, &had_h);
  if (had_w != wide || had_h != high) emscripten_set_canvas_element_size(kCanvas, wide, high);
  static CanvasSize laid{};
  if (laid.ratio != size.ratio || laid.wide != size.wide || laid.high != size.high) {
    emscripten_set_element_css_size(kCanvas, wide / static_cast<double>(size.ratio),
                                    high / static_cast<double>(size.ratio));
    laid = size;
  }
  return size;
}

// The length that ImGui, which cuts off fractions, takes for so many pixels.
float length_of(float pixels, float ratio) {
  float length = pixels / ratio;
  while (std::trunc(length * ratio) < pixels) length = std::nextafter(length, length + 1);
  return length;
}

// Glyph bitmaps are made for whole device pixels: filtering would only blur them.
void upload_textures(const ImDrawData& data) {
  for (ImTextureData* texture : *data.Textures) {
    if (lost && texture->Status != ImTextureStatus_WantDestroy) continue;
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
  // SDL's own idea of the canvas's size is a pixel off at some ratios.
  emscripten_set_resize_callback(EMSCRIPTEN_EVENT_TARGET_WINDOW, nullptr, EM_FALSE, nullptr);
  page_canvas_start();
  emscripten_set_webglcontextlost_callback(kCanvas, nullptr, EM_FALSE, on_lost);
  emscripten_set_webglcontextrestored_callback(kCanvas, nullptr, EM_FALSE, on_restored);
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
  const CanvasSize size = fit_canvas();
  // The word of it may still be on its way.
  if (!lost && emscripten_is_webgl_context_lost(emscripten_webgl_get_current_context())) forget_device_objects();
  if (!lost) ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplSDL2_NewFrame();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {length_of(size.wide, size.ratio), length_of(size.high, size.ratio)};
  io.DisplayFramebufferScale = {size.ratio, size.ratio};
  begin_glyph_frame();
  width_ = std::floor(size.width);
  height_ = std::floor(size.height);
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
  upload_textures(*data);
  if (lost) return;
  if (!shown) hide_notice();
  shown = true;
  const ImVec2 scale = data->FramebufferScale;
  glViewport(0, 0, static_cast<int>(data->DisplaySize.x * scale.x), static_cast<int>(data->DisplaySize.y * scale.y));
  const ImVec4 colour = ImGui::ColorConvertU32ToFloat4(ground);
  glClearColor(colour.x, colour.y, colour.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(data);
}

}  // namespace browser
