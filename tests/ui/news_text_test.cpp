// What a screen reader is told of the rows that come in and of copies.
#include "ui/news_text.h"

#include <gtest/gtest.h>

#include <string>

#include "support/headless_page.h"

namespace {

using support::HeadlessPage;
using ui::Group;
using ui::Role;

struct Connected {
  HeadlessPage page{1366, 650};
  Connected() {
    page.tool.fill_uiot();
    page.tool.connect();
    wait();
  }
  void receive(std::string_view payload) { page.tool.transport.data(support::publish_packet("plant/1", payload)); }
  void wait() {
    page.settle();
    page.tool.run(5'000);
    page.settle();
  }
  // The polite live region of the message window.
  std::string said() {
    for (const ui::Item& item : page.registry.items())
      if (item.group == Group::messages && item.role == Role::status) return item.name;
    ADD_FAILURE() << "there is no such region";
    return {};
  }
};

TEST(NewsText, AFewRowsAreReadOutAndManyAreSummedUp) {
  Connected tool;
  EXPECT_NE(tool.said().find("connected"), std::string::npos) << tool.said();
  tool.receive("21.5");
  tool.wait();
  EXPECT_NE(tool.said().find("message from plant/1: 21.5"), std::string::npos) << tool.said();
  for (int i = 0; i < 500; ++i) tool.receive(std::to_string(i));
  tool.wait();
  EXPECT_EQ(tool.said().find("500 new entries, the latest:"), 0U) << tool.said();
  EXPECT_NE(tool.said().find("message from plant/1: 499"), std::string::npos) << tool.said();
}

TEST(NewsText, TheSecondOfTwoEqualMessagesIsNewsToo) {
  Connected tool;
  tool.receive("same");
  tool.wait();
  const std::string first = tool.said();
  tool.receive("same");
  tool.wait();
  EXPECT_NE(tool.said(), first);
}

TEST(NewsText, ACopyIsToldAndNothingOldAfterIt) {
  Connected tool;
  tool.receive("old");
  tool.wait();
  const std::string old = tool.said();
  tool.page.tool.app.copied(true, tool.page.tool.now);
  tool.page.settle();
  EXPECT_EQ(tool.said(), "Copied");
  tool.wait();
  EXPECT_EQ(tool.said(), "Copied") << "what does not change is not read out again";
  tool.page.tool.app.copied(false, tool.page.tool.now);
  tool.page.settle();
  EXPECT_NE(tool.said().find("refused to copy"), std::string::npos);
  tool.receive("new");
  tool.page.tool.run(20'000);
  tool.page.settle();
  EXPECT_NE(tool.said(), old);
}

TEST(NewsText, ChangesItsLanguage) {
  Connected tool;
  tool.page.click(Group::title, Role::button, "中文");
  EXPECT_NE(tool.said().find("已连接"), std::string::npos) << tool.said();
}

TEST(NewsText, WhileSearchedTheNumberFoundIsSaid) {
  Connected tool;
  tool.receive("needle");
  tool.page.fill(Group::messages, "Search", "needle");
  tool.wait();
  EXPECT_EQ(tool.said(), "1 found");
  tool.page.fill(Group::messages, "Search", "");
  tool.wait();
  EXPECT_EQ(tool.said(), "1 found") << "the end of a search is no news";
}

TEST(NewsText, AnOpenedMessageTellsOfItsCopyItself) {
  Connected tool;
  tool.receive("x");
  tool.wait();
  std::uint32_t row = 0;
  for (const ui::Item& item : tool.page.registry.items())
    if (item.group == Group::messages && item.role == Role::row) row = item.id;
  tool.page.registry.post({.kind = ui::ItemInput::Kind::click, .id = row, .text = {}});
  tool.page.settle();
  tool.page.tool.app.copied(true, tool.page.tool.now);
  tool.page.settle();
  EXPECT_TRUE(tool.page.has(Group::message, Role::status, "Copied")) << "all else is out of reach behind the dialog";
}

}  // namespace
