use identity_center::portal::LogoutInput;

fn main() {
    let _input = LogoutInput { access_token: "token".into() };
}
