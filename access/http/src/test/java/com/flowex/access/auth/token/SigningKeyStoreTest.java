package com.flowex.access.auth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Role;
import com.flowex.access.auth.token.AccessTokens.Verdict;
import com.flowex.access.auth.token.SigningSettings.Algorithm;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.StartupException;
import com.flowex.testsupport.DailySample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyStoreTest {

    private static final Caller ADA =
            Caller.inSession(7, new AccountId(1, 1_007), Set.of(Role.USER), false, "session-7");

    /** Algorithms whose keys are made in no time, of both kinds of files; a key of RSA takes seconds, and is made once a day. */
    private static final List<Algorithm> QUICK = List.of(Algorithm.HS256, Algorithm.ES256, Algorithm.EDDSA);

    @TempDir
    private Path directory = Path.of("target");

    @Test
    void aKeyIsMadeOnceKeptForItsOwnerAloneAndItsTokensVerifyAfterARotationToo() throws IOException {
        for (Algorithm algorithm : Algorithm.values()) {
            SigningSettings settings = kept(algorithm);
            SigningKeys keys = SigningKeys.of(settings);
            assertEquals(keys.active().id(), SigningKeys.of(settings).active().id());
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file(algorithm))));
            assertOnlyPublicKeysAreShown(keys, algorithm);
            AccessTokens tokens = tokens(keys);
            String before = tokens.issue(ADA);
            assertEquals(ADA, valid(tokens, before), algorithm.name());
            if (!DailySample.IS_FULL && !QUICK.contains(algorithm)) {
                continue;
            }

            String fresh = SigningKeyStore.rotate(settings);
            keys.reload(settings);
            String after = tokens.issue(ADA);

            assertEquals(fresh, keys.active().id());
            assertEquals(ADA, valid(tokens, after), algorithm.name());
            assertEquals(ADA, valid(tokens(SigningKeys.of(settings)), before), algorithm.name());
        }
    }

    @Test
    void aKeyThatThreeNewerOnesFollowedIsForgotten() {
        for (Algorithm algorithm : QUICK) {
            SigningSettings settings = kept(algorithm);
            String old = tokens(SigningKeys.of(settings)).issue(ADA);
            for (int i = 0; i < 3; i++) {
                SigningKeyStore.rotate(settings);
            }

            assertEquals(new Verdict.Forged(), tokens(SigningKeys.of(settings)).verify(old));
        }
    }

    @Test
    void anOldSecretOfTheEnvironmentVerifiesAndDoesNotSign() {
        String old = "old-old-old-old-old-old-old-old-old";
        String fresh = "new-new-new-new-new-new-new-new-new";
        String token = tokens(SigningKeys.of(given(old, List.of()))).issue(ADA);
        SigningKeys both = SigningKeys.of(given(fresh, List.of(old)));

        assertEquals(ADA, valid(tokens(both), token));
        assertEquals(
                new Verdict.Forged(),
                tokens(SigningKeys.of(given(old, List.of())))
                        .verify(tokens(both).issue(ADA)));
    }

    private static void assertOnlyPublicKeysAreShown(SigningKeys keys, Algorithm algorithm) {
        if (algorithm == Algorithm.HS256) {
            assertEquals(List.of(), keys.publicKeys());
            return;
        }
        PublicJwk shown = keys.publicKeys().getFirst();
        assertTrue(shown.fields().keySet().containsAll(Set.of("kid", "kty", "alg", "use")), shown.toString());
        assertTrue(shown.fields().keySet().stream().noneMatch(Set.of("d", "p", "q", "k")::contains));
    }

    @Test
    void aKeyThatCannotBeUsedIsRefusedInOneLine() throws IOException {
        Files.writeString(directory.resolve("jwt.secret"), "\n");
        assertThrows(StartupException.class, () -> SigningKeys.of(kept(Algorithm.HS256)));

        SigningKeys.of(kept(Algorithm.EDDSA));
        Files.copy(file(Algorithm.EDDSA), file(Algorithm.RS256));
        assertThrows(StartupException.class, () -> SigningKeys.of(kept(Algorithm.RS256)));
    }

    @Test
    void aKeyOfTheOperatorIsNotRotatedForThem() {
        assertThrows(
                StartupException.class,
                () -> SigningKeyStore.rotate(given("given-given-given-given-given-g", List.of())));
    }

    private static AccessTokens tokens(SigningKeys keys) {
        return new AccessTokens(keys, Duration.ofMinutes(15), InstantSource.system());
    }

    private static Caller valid(AccessTokens tokens, String token) {
        return assertInstanceOf(Verdict.Valid.class, tokens.verify(token)).caller();
    }

    private Path file(Algorithm algorithm) {
        return algorithm == Algorithm.HS256
                ? directory.resolve("jwt.secret")
                : directory.resolve(algorithm.name() + ".pem");
    }

    private SigningSettings kept(Algorithm algorithm) {
        return new SigningSettings(
                algorithm,
                new SecretSource.Stored(directory.resolve("jwt.secret")),
                List.of(),
                directory.resolve(algorithm.name() + ".pem"),
                false);
    }

    private SigningSettings given(String secret, List<String> old) {
        return new SigningSettings(
                Algorithm.HS256, new SecretSource.Supplied(secret), old, directory.resolve("none.pem"), false);
    }
}
