package com.flowex.systemtests;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Recoveries of users with codes by mail: canceled by their users, by a link and by an operator, and approved. */
final class RecoveryWalk {

    private static final String PASSWORD = "SecurePass123!";
    private static final String FRESH = "EvenBetter456?";
    private static final String OWN = "/api/auth/recovery";
    private static final String ALL = "/api/v1/recoveries";

    private final HttpApi api;
    private final HttpApi admin;
    private final Function<String, Supplier<String>> next;

    /** @param next begins to wait for the next mail with a link of this kind; its result waits until it is there */
    RecoveryWalk(HttpApi api, HttpApi admin, Function<String, Supplier<String>> next) {
        this.api = api;
        this.admin = admin;
        this.next = next;
    }

    void walk() {
        HttpApi user = holder("lost@example.com", PASSWORD);
        answer("confirm", requested("lost@example.com", PASSWORD));
        user.get(OWN).expect(200);
        user.delete(OWN).expect(204);
        String again = requested("lost@example.com", PASSWORD);
        Supplier<String> cancel = next.apply("cancel-recovery");
        answer("confirm", again);
        answer("cancel", cancel.get());
        String id = user.get("/api/auth/me").expect(200).text("id");
        String begun = admin.post("/api/v1/users/" + id + "/recovery", Map.of())
                .expect(202)
                .text("id");
        admin.post(ALL + "/" + begun + "/approve", Map.of()).expect(409);
        admin.post(ALL + "/" + begun + "/stop", Map.of()).expect(200);
        api.post(OWN + "/confirm", Map.of("token", "none")).expect(400);
        approved();
    }

    /** A recovery after a new password waits for an operator. */
    private void approved() {
        HttpApi user = holder("reset@example.com", PASSWORD);
        Supplier<String> reset = next.apply("reset-password");
        api.post("/api/auth/password/forgot", Map.of("email", "reset@example.com"))
                .expect(202);
        api.post("/api/auth/password/reset", Map.of("token", reset.get(), "password", FRESH))
                .expect(204);
        user.get(OWN).expect(401);
        answer("confirm", requested("reset@example.com", FRESH));
        String waiting = admin.get(ALL + "?state=waiting&limit=1")
                .expect(200)
                .body()
                .path("items")
                .path(0)
                .path("id")
                .asText();
        admin.post(ALL + "/" + waiting + "/approve", Map.of()).expect(200);
        admin.post(ALL + "/" + waiting + "/stop", Map.of()).expect(200);
    }

    private HttpApi holder(String email, String password) {
        Supplier<String> verify = next.apply("verify-email");
        HttpApi user = api.newUser(email);
        api.post("/api/auth/email/verify", Map.of("token", verify.get())).expect(204);
        user.post("/api/auth/2fa/email/enable", Map.of("password", password)).expect(204);
        return user;
    }

    /** Asks, and returns the token of the mailed link. */
    private String requested(String email, String password) {
        String challenge = api.post("/api/auth/login", Map.of("email", email, "password", password))
                .expect(202)
                .text("mfa_token");
        Supplier<String> link = next.apply("confirm-recovery");
        api.post(OWN, Map.of("mfa_token", challenge)).expect(202);
        return link.get();
    }

    private void answer(String step, String token) {
        api.post(OWN + "/" + step, Map.of("token", token)).expect(200);
    }
}
