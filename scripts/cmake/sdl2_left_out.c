// What SDL's video code and ImGui's SDL2 backend ask of the parts that the page does without: renderers, game
// controllers, shared objects. Each answer is the one that SDL gives where there is none of them.

#include <SDL.h>

void SDL_DestroyRendererWithoutFreeing(SDL_Renderer* renderer) { (void)renderer; }

SDL_Renderer* SDL_GetRenderer(SDL_Window* window) {
  (void)window;
  return NULL;
}

int SDL_GetRendererOutputSize(SDL_Renderer* renderer, int* width, int* height) {
  (void)renderer;
  (void)width;
  (void)height;
  return -1;
}

// Undefined, it would be taken from Emscripten's own SDL 1: 50 KB of JavaScript, and a browser that polls for gamepads.
int SDL_NumJoysticks(void) { return 0; }

SDL_bool SDL_IsGameController(int index) {
  (void)index;
  return SDL_FALSE;
}

SDL_GameController* SDL_GameControllerOpen(int index) {
  (void)index;
  return NULL;
}

void SDL_GameControllerClose(SDL_GameController* controller) { (void)controller; }

Sint16 SDL_GameControllerGetAxis(SDL_GameController* controller, SDL_GameControllerAxis axis) {
  (void)controller;
  (void)axis;
  return 0;
}

Uint8 SDL_GameControllerGetButton(SDL_GameController* controller, SDL_GameControllerButton button) {
  (void)controller;
  (void)button;
  return 0;
}

void SDL_UnloadObject(void* handle) { (void)handle; }
