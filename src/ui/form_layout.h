// The form's rows: a bold right-aligned label beside its field in the wide layout, above it in the narrow one; and the one
// line under a part of the form that says what is wrong, in a place that is kept free for it.
#pragma once
#include <initializer_list>

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

// Puts the cursor where a row of buttons of this width begins: under the fields, or further left when there is no room.
void begin_buttons(const FormLayout& layout, float width);
// complaint_line beside the buttons drawn last, or below them when that leaves no room for it; ends the row.
void complaints_after_buttons(Frame& frame, const FormLayout& layout, std::initializer_list<FormField> fields);

// What is wrong with the focused field, else with the first that has a complaint, worded with its label; at the cursor,
// `width` wide, two lines high whether there is something to say or not; `beside` buttons no higher than those.
void complaint_line(Frame& frame, std::initializer_list<FormField> fields, float width, bool beside);

}  // namespace ui
