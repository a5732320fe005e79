package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.platform.settings.StartupException;
import com.flowex.platform.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Closes finding D1 on the whole exchange: PostgreSQL's folder put back from an older copy, then gone altogether, beside a log that knows
 * more. The start refuses in one line; with the operator's consent it goes on, and a new user gets no other user's
 * money.
 */
@Timeout(900)
@EnabledIfSystemProperty(named = "flowex.full", matches = "true")
class OlderDatabaseTest {

    private static final Pattern FIGURE = Pattern.compile("FLOWEX_ACCEPT_OLDER_IDENTITY=([0-9]+)");

    @TempDir
    private Path folder;

    /** Every account that was ever given to a user. */
    private final Set<String> accounts = new HashSet<>();

    private String lost = "";

    @Test
    void accountUnknownToAnOlderDatabaseIsNotReassigned() {
        Path data = folder.resolve("data");
        Path postgres = data.resolve("postgres");
        Path copy = folder.resolve("copy");
        running(data, Map.of(), api -> accounts.add(account(Views.trade(api, "early@example.com"))));
        copy(postgres, copy);
        running(data, Map.of(), api -> lost = account(Views.trade(api, "late@example.com")));
        accounts.add(lost);

        TestPostgres.delete(postgres);
        copy(copy, postgres);
        startsOnlyWithConsent(data, "stranger@example.com", _ -> {});

        TestPostgres.delete(postgres);
        startsOnlyWithConsent(data, "back@example.com", this::givenBack);
    }

    private static void running(Path data, Map<String, String> environment, Consumer<HttpApi> work) {
        try (StartedComponents parts = new StartedComponents()) {
            work.accept(new HttpApi(ExchangeHere.url(ExchangeHere.start(data, parts, environment))));
        }
    }

    private void startsOnlyWithConsent(Path data, String stranger, Consumer<HttpApi> afterwards) {
        List<String> why = assertThrows(StartupException.class, () -> running(data, Map.of(), _ -> {}))
                .lines();
        assertEquals(1, why.size(), why.toString());
        Matcher named = FIGURE.matcher(why.getFirst());
        assertTrue(named.find(), why.getFirst());
        running(data, Map.of("FLOWEX_ACCEPT_OLDER_IDENTITY", named.group(1)), api -> {
            HttpApi user = api.newUser(stranger);
            assertTrue(accounts.add(account(user)), "an account of its own");
            assertEquals(0, user.balance("USDT").path("total").asDouble());
            assertEquals(
                    0,
                    user.get("/api/trading/orders")
                            .expect(200)
                            .body()
                            .path("items")
                            .size());
            String orphaned =
                    api.admin().get("/api/v1/accounts/orphaned").expect(200).text();
            assertTrue(orphaned.contains('"' + lost + '"'), orphaned);
            afterwards.accept(api);
        });
    }

    /** A user who proved to the operator that the account was theirs has it again, with its money. */
    private void givenBack(HttpApi api) {
        String email = "back@example.com";
        String id = api.login(email, "SecurePass123!")
                .get("/api/auth/me")
                .expect(200)
                .text("id");
        api.admin()
                .post("/api/v1/accounts/orphaned/" + lost + "/bind", Map.of("user_id", id))
                .expect(200);
        HttpApi again = api.login(email, "SecurePass123!");
        assertEquals(lost, account(again));
        assertTrue(again.balance("USDT").path("total").asDouble() > 0, "the money that was thought lost");
    }

    private static String account(HttpApi user) {
        return user.get("/api/auth/me").expect(200).text("account");
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
