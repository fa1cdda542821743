#include "uiot/credentials.h"

#include <gtest/gtest.h>

namespace uiot {
namespace {

TEST(Credentials, StaticRegistrationIsMadeOfTheSerials) {
  const Credentials made = static_credentials("gk3bus4cqyps5xq8", "dev_1", "0y40abcdbi2rlfx8");
  EXPECT_EQ(made.client_id, "gk3bus4cqyps5xq8.dev_1");
  EXPECT_EQ(made.user_name, "gk3bus4cqyps5xq8|dev_1|1");
  EXPECT_EQ(made.password, "0y40abcdbi2rlfx8");
}

TEST(Credentials, SerialsAreTakenAsTheyAre) {
  const Credentials made = static_credentials("a|b", "", "");
  EXPECT_EQ(made.client_id, "a|b.");
  EXPECT_EQ(made.user_name, "a|b||1");
  EXPECT_EQ(made.password, "");
}

}  // namespace
}  // namespace uiot
