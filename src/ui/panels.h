// The parts of the page, each drawn at the cursor of the current window, `width` wide. One file a panel.
#pragma once
#include "ui/frame.h"
#include "ui/message_list.h"
#include "ui/widgets.h"

namespace ui {

void title_bar(Frame& frame, float width);
// The choice of the theme, while it is open.
void theme_menu(Frame& frame, float page_width, float page_height);
// The bar's height: two lines in the narrow layout.
float title_bar_height(const Frame& frame);
void connect_panel(Frame& frame, float width);
void publish_panel(Frame& frame, float width);
void subscribe_panel(Frame& frame, float width);
void subscriptions_panel(Frame& frame, float width, float height);
void messages_panel(Frame& frame, MessageList& list, float width, float height);
// What is wrong with the parameters in the page's address; nothing is drawn when nothing is.
void notices_panel(Frame& frame, float width);

// Each in its own window over the page. Return whether they are open.
bool about_dialog(Frame& frame, float page_width, float page_height);
bool message_dialog(Frame& frame, float page_width, float page_height);
bool keys_dialog(Frame& frame, float page_width, float page_height);
bool held_dialog(Frame& frame, float page_width, float page_height);

// A panel of the form: its heading, which is there for those who do not see the form, and its end. Items between them belong to it.
ImVec2 begin_form_panel(Frame& frame, Group group, Text title, float width);
void end_form_panel(Frame& frame, ImVec2 low, float width);

// Frame and header of a right-hand panel; the cursor goes inside, below the header.
void panel_frame(Frame& frame, std::string_view title, float width, float height, float header_height);

}  // namespace ui
