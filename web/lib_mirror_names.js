// The numbers by which the program speaks of its items, under their names in ui/item.h and browser/mirror_diff.h; that they are
// the same is tested.
mergeInto(LibraryManager.library, {
  $Role: { button: 0, checkbox: 1, radio: 2, textbox: 3, link: 4, disclosure: 5, heading: 6, text: 7, status: 8, alert: 9, row: 10, menuitem: 11, slider: 12 },
  $Group: { title: 0, connect: 1, publish: 2, subscribe: 3, subscriptions: 4, messages: 5, about: 6, message: 7, held: 8, keys: 9, menu: 10 },
  $FieldKind: { text: 0, multiline: 1, password: 2, numeric: 3, search: 4, host: 5, user_name: 6 },
  // What a person did.
  $Kind: {
    click: 0, focus: 1, blur: 2, text: 3, submit: 4, escape: 5, previous_row: 6, next_row: 7, first_row: 8, last_row: 9, pointer: 10,
    previous_page: 11, next_page: 12, menu: 13, copy: 14, publish: 15, keys: 16
  },
  // Of a record: its state, the parts that it gives, and its strings.
  $Flag: {
    disabled: 1, checked: 2, expanded: 4, required: 8, invalid: 16, readonly: 32, untouchable: 64, modal: 128, shows_text: 256, mono: 512,
    opens_menu: 1024, activates: 2048
  },
  $Part: { state: 1, box: 2, first_string: 4 },
  $Told: { name: 0, value: 1, error: 2, help: 3, placeholder: 4, href: 5, shortcut: 6 }
});
