use identity_center::portal::LogoutInput;

fn main() {
    let input = LogoutInput::new("token");
    let _text: &str = &input.access_token;
}
