use identity_center::portal::LogoutInput;

fn main() {
    let input = LogoutInput::new("token");
    println!("{}", input.access_token);
}
