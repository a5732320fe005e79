package com.flowex.systemtests;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.platform.testing.Await;
import com.flowex.testsupport.SoftAuthenticator;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.LoggerFactory;

/** Everything that a user does about who they are, from the outside; what goes by mail is read where dev writes it. */
final class IdentityWalk implements AutoCloseable {

    /** A browser with a subscription at a push service that is not there. */
    static final Map<String, String> BROWSER = Map.of(
            "endpoint", "http://127.0.0.1:9/push/walk",
            "p256dh", "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            "auth", "BTBZMqHH6r4Tts7J_aSIgg",
            "language", "en");

    private static final String PASSWORD = "SecurePass123!";
    private static final String FRESH = "EvenBetter456?";
    private static final Pattern LINK = Pattern.compile(
            "(verify-email|reset-password|change-email|keep-email|confirm-recovery|cancel-recovery)=(\\S+)");
    private static final int STEP_SECONDS = 30;

    private final Logger log = (Logger) LoggerFactory.getLogger("flowex.mailbox");
    private final Lines mails = new Lines();
    private final HttpApi api;
    private final Supplier<HttpApi> admin;

    /** @param admin logs one of the tenant's admins in */
    IdentityWalk(HttpApi api, Supplier<HttpApi> admin) {
        this.api = api;
        this.admin = admin;
        mails.start();
        log.addAppender(mails);
    }

    /** The logged lines. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    }

    @Override
    public void close() {
        log.detachAppender(mails);
    }

    void walk() {
        api.get("/.well-known/jwks.json").expect(200);
        String email = "walk@example.com";
        HttpApi user = api.newUser(email);
        api.post("/api/auth/email/verify", Map.of("token", mailed("verify-email")))
                .expect(204);
        api.post("/api/auth/email/resend", Map.of("email", email)).expect(202);
        ownData(user); // before factors are removed: a restriction stands in the way of an erasure
        secondFactors(user, email);
        passkeys(user, email);
        keys(user);
        notifications(user);
        browsers(user);
        webhook(user);
        sessions(user, email);
        String id = user.get("/api/auth/me").expect(200).text("id");
        passwords(user, email);
        new RecoveryWalk(api, admin.get(), subject -> {
                    mails.lines.clear();
                    return () -> mailed(subject);
                })
                .walk();
        staff(admin.get(), id);
        new StaffLoginWalk(api, admin.get()).walk();
        new SmsWalk(api).walk();
    }

    private String mailed(String subject) {
        Deadline.await(Duration.ofSeconds(300), () -> find(subject).isPresent(), () -> "no mail with " + subject);
        return find(subject).orElseThrow();
    }

    /** The newest. */
    private Optional<String> find(String subject) {
        return List.copyOf(mails.lines).reversed().stream()
                .map(LINK::matcher)
                .filter(Matcher::find)
                .filter(found -> found.group(1).equals(subject))
                .map(found -> found.group(2))
                .findFirst();
    }

    private void secondFactors(HttpApi user, String email) {
        user.get("/api/auth/2fa").expect(200);
        String secret = user.post("/api/auth/2fa/totp/enroll", Map.of("password", PASSWORD))
                .expect(200)
                .text("secret");
        String recovery = user.post("/api/auth/2fa/totp/confirm", Map.of("code", code(secret, 0)))
                .expect(200)
                .body()
                .path("recovery_codes")
                .path(0)
                .asText();
        user.get("/api/auth/2fa").expect(200);
        user.post("/api/auth/2fa/email/enable", Map.of("password", PASSWORD)).expect(204);
        String challenge = api.post("/api/auth/login", Map.of("email", email, "password", PASSWORD))
                .expect(202)
                .text("mfa_token");
        api.post("/api/auth/2fa/email/send", Map.of("mfa_token", challenge)).expect(204);
        api.post("/api/auth/verify-2fa", Map.of("mfa_token", challenge, "code", "00000000"))
                .expect(401);
        api.post("/api/auth/verify-2fa", Map.of("mfa_token", challenge, "code", code(secret, 1)))
                .expect(200);
        String fresh = user.post("/api/auth/2fa/recovery-codes", Map.of("code", recovery))
                .expect(200)
                .body()
                .path("recovery_codes")
                .path(0)
                .asText();
        user.post("/api/auth/2fa/totp/disable", Map.of("code", fresh)).expect(204);
        removeFactors(user);
    }

    /** Removes all factors of a user who has codes by mail alone, by a recovery code of another authenticator. */
    private static void removeFactors(HttpApi user) {
        Map<String, String> password = Map.of("password", PASSWORD);
        user.post("/api/auth/2fa/email/disable", password).expect(409);
        String secret =
                user.post("/api/auth/2fa/totp/enroll", password).expect(200).text("secret");
        String recovery = user.post("/api/auth/2fa/totp/confirm", Map.of("code", code(secret, 0)))
                .expect(200)
                .body()
                .path("recovery_codes")
                .path(0)
                .asText();
        user.post("/api/auth/2fa/email/disable", password).expect(204);
        user.post("/api/auth/2fa/remove", Map.of("password", PASSWORD, "code", recovery))
                .expect(204);
    }

    /** A passkey: registered, named by a login, confirming, and removed by its owner. */
    private void passkeys(HttpApi user, String email) {
        String passkeys = "/api/auth/passkeys";
        JsonNode creation = user.post(passkeys + "/options", Map.of("password", PASSWORD))
                .expect(200)
                .body();
        String host = creation.path("relying_party_id").asText();
        SoftAuthenticator device =
                new SoftAuthenticator(host.equals("localhost") ? "http://localhost:" + api.port() : "http://" + host);
        Map<String, Object> made = device.make(
                "walk",
                creation.path("challenge").asText(),
                creation.path("relying_party_id").asText(),
                creation.path("user_handle").asText());
        user.post(
                        passkeys,
                        Map.of("name", "none", "credential_id", "AA", "client_data", "AA", "attestation_object", "AA"))
                .expect(401);
        JsonNode added = user.post(passkeys, made).expect(201).body();
        user.get(passkeys).expect(200);
        String id = added.path("passkey").path("id").asText();
        user.send("PATCH", passkeys + "/" + id, "{\"name\":\"Phone\"}").expect(200);
        String challenge = api.post("/api/auth/login", Map.of("email", email, "password", PASSWORD))
                .expect(202)
                .text("mfa_token");
        JsonNode answer = api.post("/api/auth/2fa/passkey/options", Map.of("mfa_token", challenge))
                .expect(200)
                .body();
        api.post("/api/auth/verify-2fa", Map.of("mfa_token", challenge, "passkey", signed(device, answer)))
                .expect(200);
        JsonNode anybody =
                api.post(passkeys + "/login/options", Map.of()).expect(200).body();
        api.post(passkeys + "/login", Map.of("passkey", signed(device, anybody)))
                .expect(200);
        JsonNode action = user.post(passkeys + "/confirm/options", Map.of("confirms", "action"))
                .expect(200)
                .body();
        String code = user.post(passkeys + "/confirm", Map.of("confirms", "action", "passkey", signed(device, action)))
                .expect(200)
                .text("code");
        user.post("/api/auth/2fa/email/enable", Map.of("password", PASSWORD, "code", code))
                .expect(204);
        String recovery = added.path("recovery_codes").path(0).asText();
        user.post(passkeys + "/" + id + "/remove", Map.of("password", PASSWORD, "code", recovery))
                .expect(204);
        removeFactors(user);
    }

    private static Map<String, Object> signed(SoftAuthenticator device, JsonNode answer) {
        return device.sign(
                answer.path("challenge").asText(),
                answer.path("relying_party_id").asText());
    }

    private static String code(String base32, int ahead) {
        byte[] secret = new byte[base32.length() * 5 / 8];
        long held = 0;
        int bits = 0;
        int at = 0;
        for (int i = 0; i < base32.length(); i++) {
            held = (held << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(i));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                secret[at++] = (byte) (held >>> bits);
            }
        }
        long step = Math.floorDiv(Instant.now().getEpochSecond(), STEP_SECONDS) + ahead;
        try {
            return new HmacOneTimePasswordGenerator(6)
                    .generateOneTimePasswordString(new SecretKeySpec(secret, "HmacSHA1"), step);
        } catch (InvalidKeyException e) {
            throw new AssertionError(e);
        }
    }

    private static void keys(HttpApi user) {
        String key = user.post("/api/auth/api-keys", Map.of("label", "bot", "permissions", List.of("read", "trade")))
                .expect(201)
                .text("api_key");
        user.get("/api/auth/api-keys").expect(200);
        user.post("/api/auth/api-keys/" + key + "/confirm", Map.of()).expect(200);
        user.delete("/api/auth/api-keys/" + key).expect(204);
    }

    private static void ownData(HttpApi user) {
        user.send("PATCH", "/api/auth/profile", "{\"country\":\"DE\",\"time_zone\":\"Europe/Berlin\"}")
                .expect(200);
        user.get("/api/auth/profile").expect(200);
        user.post("/api/auth/consents", Map.of("document", "terms", "version", "1"))
                .expect(201);
        user.get("/api/auth/consents").expect(200);
        user.delete("/api/auth/consents/terms").expect(204);
        String archive = user.post("/api/auth/archives", Map.of("password", PASSWORD))
                .expect(202)
                .text("id");
        user.get("/api/auth/archives").expect(200);
        Await.until(() -> user.get("/api/auth/archives")
                .expect(200)
                .body()
                .path("items")
                .path(0)
                .path("state")
                .asText()
                .equals("ready"));
        user.get("/api/auth/archives/" + archive).expect(200);
        user.get("/api/auth/erasure").expect(200);
        if (user.post("/api/auth/erasure", Map.of("password", PASSWORD)).status() == 202) {
            user.delete("/api/auth/erasure").expect(204);
        }
    }

    private static void browsers(HttpApi user) {
        String id = user.post("/api/auth/push", BROWSER).expect(201).text("id");
        user.get("/api/auth/push").expect(200);
        user.delete("/api/auth/push/" + id).expect(204);
        user.post("/api/auth/push", BROWSER).expect(201);
    }

    private static void webhook(HttpApi user) {
        String path = "/api/auth/webhook";
        user.send("PUT", path, "{\"address\":\"https://webhooks.invalid/walked\"}")
                .expect(200);
        user.post(path + "/test", Map.of()).expect(202);
        user.post(path + "/confirm", Map.of("code", "1.walked")).expect(400);
        user.get(path).expect(200);
        user.delete(path).expect(204);
        user.send("PUT", path, "{\"address\":\"https://webhooks.invalid/walked\"}")
                .expect(200);
    }

    private void sessions(HttpApi user, String email) {
        user.get("/api/auth/log-ins").expect(200);
        api.login(email, PASSWORD);
        String other = "";
        for (var session : user.get("/api/auth/sessions").expect(200).body().path("items")) {
            other = session.path("current").asBoolean()
                    ? other
                    : session.path("id").asText();
        }
        user.delete("/api/auth/sessions/" + other).expect(204);
        user.delete("/api/auth/sessions").expect(200);
    }

    private void passwords(HttpApi user, String email) {
        user.post("/api/auth/password/change", Map.of("current_password", PASSWORD, "new_password", FRESH))
                .expect(204);
        api.newUser("forgets@example.com");
        api.post("/api/auth/password/forgot", Map.of("email", "forgets@example.com"))
                .expect(202);
        api.post("/api/auth/password/reset", Map.of("token", mailed("reset-password"), "password", FRESH))
                .expect(204);
        api.login("forgets@example.com", FRESH);
        addresses(api.login(email, FRESH));
    }

    private void addresses(HttpApi user) {
        String change = "/api/auth/email/change";
        Map<String, String> form = Map.of("email", "walked@example.com", "password", FRESH);
        user.get(change).expect(200);
        user.post(change, form).expect(202);
        mailed("change-email");
        api.post(change + "/cancel", Map.of("token", mailed("keep-email"))).expect(204);
        mails.lines.clear();
        user.post(change, form).expect(202);
        mailed("change-email");
        mailed("keep-email");
        user.delete(change).expect(204);
        mails.lines.clear();
        user.post(change, form).expect(202);
        api.post(change + "/confirm", Map.of("token", mailed("change-email"))).expect(204);
        api.login("walked@example.com", FRESH);
    }

    private static void notifications(HttpApi user) {
        String path = "/api/auth/notifications";
        user.get(path).expect(200);
        for (boolean on : List.of(false, true)) {
            String choice = "{\"choices\":[{\"event\":\"fill\",\"channel\":\"page\",\"on\":" + on + "}]}";
            user.send("PUT", path, choice).expect(200);
        }
    }

    private static void staff(HttpApi admin, String id) {
        String made = admin.post(
                        "/api/v1/users/",
                        Map.of(
                                "email", "second@example.com",
                                "password", PASSWORD,
                                "first_name", "Second",
                                "last_name", "Admin",
                                "roles", List.of("trader", "admin")))
                .expect(201)
                .text("id");
        HttpApi second = admin.login("second@example.com", PASSWORD);
        admin.get("/api/v1/users/?status=active&limit=1").expect(200);
        admin.get("/api/v1/users/" + id).expect(200);
        admin.get("/api/v1/accounts/orphaned").expect(200);
        admin.send("PATCH", "/api/v1/users/" + id, "{\"roles\":[\"analyst\"]}").expect(200);
        String restrictions = "/api/v1/users/" + id + "/restrictions";
        String restriction = admin.post(restrictions, Map.of("kind", "reduce_only", "reason", "walks too much"))
                .expect(201)
                .text("id");
        admin.get(restrictions).expect(200);
        admin.delete(restrictions + "/" + restriction).expect(200);
        Map<String, String> request = Map.of("user_id", id, "role", "admin", "reason", "helps out");
        String first = second.post("/api/v1/role-requests", request).expect(201).text("id");
        String other = second.post("/api/v1/role-requests", request).expect(201).text("id");
        second.post("/api/v1/role-requests/" + first + "/approve", Map.of()).expect(403);
        admin.post("/api/v1/role-requests/" + first + "/approve", Map.of()).expect(200);
        admin.post("/api/v1/role-requests/" + other + "/reject", Map.of()).expect(200);
        admin.get("/api/v1/role-requests").expect(200);
        admin.delete("/api/v1/users/" + made).expect(204);
    }
}
