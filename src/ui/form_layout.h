// The form's rows: a bold right-aligned label beside its field in the wide layout, above it in the narrow one; and the one
// line under a part of the form that says what is wrong, in a place that is kept free for it.
#pragma once
#include <span>

#include "ui/frame.h"
#include "ui/widgets.h"

namespace ui {

// Measures of the form in the current window.
struct FormLayout {
  float left = 0;         // where a row begins
  float field_left = 0;   // where fields begin
  float field_width = 0;
  float full_width = 0;
};
FormLayout form_layout(const Frame& frame, float width);

// From the end of a label in the wide layout to its field: the star's place, and a little.
constexpr float label_gap() { return 23; }

// Draws the label (and its star) and puts the cursor where the field goes. `end_row` goes on below.
void begin_row(Frame& frame, const FormLayout& layout, std::string_view label, bool required, float y_of_label = 0);
void end_row(Frame& frame, const FormLayout& layout);

struct FormField {
  Text label;
  model::Field field;
  FieldKind kind = FieldKind::text;
  bool required = false;
  std::string_view placeholder = {};
};
// A whole row. True: Enter was pressed in it.
bool form_field(Frame& frame, const FormLayout& layout, const FormField& what, float height = 0);

// A whole row of a field that can be typed as HEX, with the box for it beside the field; `name` is the box's.
bool hex_field(Frame& frame, const FormLayout& layout, const FormField& what, Text name, model::Toggle hex, float height = 0);
// A box under the fields; `shown`: what is drawn, when it is not the name.
void toggle_box(Frame& frame, Text name, model::Toggle toggle, std::string_view shown = {});
void toggle_row(Frame& frame, const FormLayout& layout, Text name, model::Toggle toggle);
// The name of a group of rows, with a line to its right.
void group_row(Frame& frame, const FormLayout& layout, Text name);
// The button that folds a part of the form in and out; folded, it says how much in there is not as the form opens. Returns
// whether the part is open.
bool folded_part(Frame& frame, model::FoldedPart part);
float folded_part_width(const Frame& frame, model::FoldedPart part);
// The height of a field of a few lines: as many as it has, from two to six.
float lines_height(const Frame& frame, model::Field field);

// Puts the cursor where a row of buttons of this width begins: under the fields, or further left when there is no room.
void begin_buttons(const FormLayout& layout, float width);
// complaint_line beside the buttons drawn last, or below them when that leaves no room for it; ends the row.
void complaints_after_buttons(Frame& frame, const FormLayout& layout, std::span<const FormField> fields);

// What is wrong with the focused field, else with the first that has a complaint, worded with its label; at the cursor,
// `width` wide, two lines high whether there is something to say or not; `beside` buttons no higher than those.
void complaint_line(Frame& frame, std::span<const FormField> fields, float width, bool beside);

// Under the focused field, over what stands there: what is wrong with it, for a field far from the line that tells it. To
// be called when the rows around it are drawn. `first`: where the rows' items begin in the registry.
void complaint_below_focus(Frame& frame, std::size_t first);

}  // namespace ui
