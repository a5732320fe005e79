package com.flowex.systemtests;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Codes by SMS: a number is confirmed, asked at a log-in, and removed.
 *
 * @param api without a session
 */
record SmsWalk(HttpApi api) {

    private static final String PASSWORD = "SecurePass123!";
    private static final String SMS = "/api/auth/2fa/sms";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    void walk() {
        String number = "+49151" + (20_001_000 + NUMBERS.incrementAndGet());
        String email = "walk-sms@example.com";
        HttpApi user = api.newUser(email);
        user.get(SMS).expect(200);
        user.post(SMS + "/enroll", Map.of("number", number, "password", PASSWORD))
                .expect(202);
        Deadline.await(
                Duration.ofSeconds(300),
                () -> !ExchangeHere.PHONES.calls(number).isEmpty(),
                () -> "no message to " + number);
        String code = ExchangeHere.PHONES.calls(number).getLast().get("Body").substring(0, 6);
        user.post(SMS + "/confirm", Map.of("code", code)).expect(204);
        String challenge = api.post("/api/auth/login", Map.of("email", email, "password", PASSWORD))
                .expect(202)
                .text("mfa_token");
        api.post(SMS + "/send", Map.of("mfa_token", challenge)); // refused within a minute, on a slow machine sent
        user.post(SMS + "/disable", Map.of("password", PASSWORD)).expect(403);
    }
}
