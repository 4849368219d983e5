use identity_center::portal::LogoutInput;

fn main() {
    let _input = LogoutInput::new();
}
