// What one thing on the page is to a person who cannot see the canvas: role, name, value, state, place.
// Plain data, shared by the widgets that declare items, the DOM mirror, the headless driver and the tests.
// Not drawing and not the browser: no ImGui, no DOM.
#pragma once
#include <cstdint>
#include <string>

namespace ui {

enum class Role : std::uint8_t {
  button,
  checkbox,
  radio,
  textbox,
  link,       // opens `href` in a new tab
  disclosure, // a button that folds a part of the form in or out (`expanded`)
  heading,
  text,
  status,     // polite live region, announced when its name changes
  alert,      // assertive live region
  row,        // one entry of a list, its name is all that the row says
  menuitem,   // an entry of an open menu; with a `radio_set` one of several that exclude each other (`checked`)
  slider,     // something that is pulled: `value` is a whole number between `least` and `most`
};

// A panel, and one DOM group or dialog in the mirror. Two items may share a name only in different groups.
enum class Group : std::uint8_t {
  title,
  connect,
  publish,
  subscribe,
  subscriptions,
  messages,
  about,    // dialog
  message,  // dialog: one message opened
  held,     // dialog: warnings before something is sent
  keys,     // dialog: the keyboard's shortcuts
  menu,     // the open menu: not modal, goes with its focus
  count
};

// What a phone's keyboard, a password manager and the caret have to know. `host` is an address without spaces.
enum class FieldKind : std::uint8_t { text, multiline, password, numeric, search, host, user_name };
enum class FieldFont : std::uint8_t { ui, mono };

// CSS pixels from the canvas's top left corner, whatever the pixel ratio.
struct Box {
  float x = 0, y = 0, w = 0, h = 0;
  bool operator==(const Box&) const = default;
};

struct Item {
  std::uint32_t id = 0;  // stable from frame to frame, unique on the page, never 0
  Role role = Role::text;
  Group group = Group::title;
  std::string name;         // accessible name: the visible label without its star
  std::string value;        // a field's text
  std::string error;        // what is wrong with the value, as worded on screen; tied by aria-errormessage/description
  std::string help;         // aria-description
  std::string placeholder;
  std::string href;         // link
  std::string shortcut;     // aria-keyshortcuts
  Box box;
  Box clip;                 // the part of the page in which the item can be seen; box outside of it is clipped
  FieldKind field = FieldKind::text;
  FieldFont font = FieldFont::ui;
  std::uint32_t part = 0;   // a field's: about so many bytes of its value are given to be edited, the rest goes along unseen (0: all)
  std::uint8_t level = 2;   // heading
  bool disabled = false;
  bool checked = false;     // checkbox, radio
  bool expanded = false;    // disclosure; button with `opens_menu`
  bool opens_menu = false;  // a click opens a menu
  bool activates = false;   // row: a click on it does something
  bool required = false;
  bool invalid = false;
  bool readonly = false;
  bool covered = false;     // a popup or dialog lies over it: it must not take the pointer
  bool modal = false;       // stands in an open modal dialog
  bool shows_text = false;  // a field whose DOM twin shows its text without focus too (unless covered): the canvas draws none
  std::uint8_t radio_set = 0;  // radios of one group with the same number exclude each other
  std::int32_t set_size = 0;   // row: how many rows the whole list has (0: not said)
  std::int32_t set_position = 0;  // row: its place, from 1
  std::int32_t least = 0, most = 0;  // slider
};

// What a person did to an item through its DOM twin (keyboard, screen reader, automation) or a headless driver.
struct ItemInput {
  enum class Kind : std::uint8_t {
    click,   // activate
    focus,   // `text`: "visible" (with a ring), "arrived" (moved by the page after a press: no ring, but to be seen) or "pressed"
    blur,
    text,    // `text` is a field's new value
    submit,  // Enter in a one-line field, Ctrl+Enter in a multi-line one
    escape,  // Esc
    previous_row, next_row, first_row, last_row,  // arrow keys, Home and End on a list's row, a menu's entry or a slider
    pointer,  // a mouse button went down or up on the canvas here, between the inputs before and after; `id` is 0
    previous_page, next_page,  // Page Up and Page Down on a list's row
    menu,     // the context menu is asked for, by its key or by Shift+F10; from a finger that rests with `id` 0 and "x y" in CSS pixels
    copy,     // Ctrl+C (Cmd+C) while nothing is selected
    publish,  // Ctrl+Enter (Cmd+Enter) outside of a field; `id` may be 0
    keys,     // Ctrl+/ (Cmd+/): the shortcuts are asked for; `id` may be 0
  };
  Kind kind = Kind::click;
  std::uint32_t id = 0;
  std::string text;
};

// An area that scrolls and takes the wheel and touch, in the order of drawing (later ones lie on top).
struct ScrollArea {
  std::uint32_t id = 0;
  Box box;
  bool up = false, down = false, left = false, right = false;  // can it still move that way?
  bool shuts = false;  // a dialog's ground, a menu: nothing that was declared before it scrolls under it
};

// Where a panel or dialog lies: no item of its group reaches out of it, but for what is scrolled out of view.
struct PanelBox {
  Group group = Group::title;
  Box box;
};

}  // namespace ui
