// The folded part of the connect panel: addresses' rest, timeouts, version, will, MQTT 5's properties, the server's limits.
#pragma once
#include <span>

#include "ui/form_layout.h"

namespace ui {

// All of its fields, in order: what is wrong with one is said whether it is folded or not.
std::span<const FormField> advanced_fields();

// Draws it. True: Enter was pressed in a field.
bool connect_advanced(Frame& frame, const FormLayout& layout);

}  // namespace ui
