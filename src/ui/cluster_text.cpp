#include "ui/cluster_text.h"

namespace ui {
namespace {
class Unchanged final : public ClusterText {
 public:
  std::string_view map(std::string_view utf8) override { return utf8; }
};
Unchanged unchanged;
ClusterText* current = &unchanged;
}  // namespace

ClusterText& cluster_text() { return *current; }
void set_cluster_text(ClusterText* clusters) { current = clusters ? clusters : &unchanged; }

}  // namespace ui
