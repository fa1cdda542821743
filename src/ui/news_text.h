// What is read out of the rows that came, as one sentence. When it is read out is app/news.h.
#pragma once
#include <string>

#include "ui/frame.h"

namespace ui {

// Worded once for each change and kept.
const std::string& news_text(Frame& frame);

}  // namespace ui
