package com.flowex.identity.app.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.identity.app.mail.PageAddress;
import com.flowex.identity.store.credential.PasskeysTable.Credential;
import com.flowex.platform.errors.Refusal;
import com.yubico.webauthn.data.AuthenticatorAttestationResponse;
import com.yubico.webauthn.data.AuthenticatorData;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.exception.Base64UrlException;
import com.yubico.webauthn.data.exception.HexException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Goal: the examples of the standard end as the rules here say, so that authenticator and reader are not of one hand.
 * Method: each published registration and authentication against the reason that must name its refusal. Most of them
 * have an attestation or no verification of the user, which this exchange does not accept.
 */
class PublishedPasskeyTest {

    private static final PasskeyVerifier VERIFIER = new PasskeyVerifier(PageAddress.parse("https://example.org"));
    private static final ByteArray HANDLE = new ByteArray(new byte[] {7});
    private static final int FLAGS_AT = 32;
    private static final int VERIFIED = 0x04;
    private static final int BACKUP_ELIGIBLE = 0x08;

    /** Registration and authentication of one example. */
    private record Vector(String name, List<ByteArray> bytes) {

        PasskeyAnswer.Made made() {
            return new PasskeyAnswer.Made(bytes.get(1), bytes.get(2), bytes.get(3));
        }

        PasskeyAnswer.Signed signed(ByteArray signature) {
            return new PasskeyAnswer.Signed(bytes.get(1), bytes.get(5), bytes.get(6), signature, Optional.empty());
        }

        ByteArray signature() {
            return bytes.get(7);
        }

        AuthenticatorData registered() {
            try {
                return AuthenticatorAttestationResponse.builder()
                        .attestationObject(bytes.get(3))
                        .clientDataJSON(bytes.get(2))
                        .build()
                        .getParsedAuthenticatorData();
            } catch (IOException | Base64UrlException e) {
                throw new IllegalStateException(name, e);
            }
        }

        Credential credential() {
            AuthenticatorData data = registered();
            byte[] key = data.getAttestedCredentialData()
                    .orElseThrow()
                    .getCredentialPublicKey()
                    .getBytes();
            boolean eligible = (data.getFlags().value & BACKUP_ELIGIBLE) != 0;
            return new Credential(bytes.get(1).getBytes(), key, 0, eligible, false);
        }

        /** The same registration of a user who was verified; without an attestation nothing signs the flag. */
        PasskeyAnswer.Made verified() {
            String hex = bytes.get(3).getHex();
            int flags = hex.indexOf(registered().getRpIdHash().getHex()) / 2 + FLAGS_AT;
            byte[] changed = bytes.get(3).getBytes();
            changed[flags] |= VERIFIED;
            return new PasskeyAnswer.Made(bytes.get(1), bytes.get(2), new ByteArray(changed));
        }
    }

    private static List<Vector> vectors() {
        try (InputStream in = PublishedPasskeyTest.class.getResourceAsStream("/webauthn-level-3-vectors.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split(" ", -1)))
                    .map(words -> new Vector(
                            words.getFirst(),
                            words.stream()
                                    .skip(1)
                                    .map(PublishedPasskeyTest::bytes)
                                    .toList()))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ByteArray bytes(String hex) {
        try {
            return ByteArray.fromHex(hex);
        } catch (HexException e) {
            throw new IllegalArgumentException(hex, e);
        }
    }

    private static String outcome(Runnable check) {
        try {
            check.run();
            return "accepted";
        } catch (Refusal refused) {
            String why = String.valueOf(refused.detail());
            return why.contains("attestation") ? "attestation" : why.contains("another page") ? "frame" : "refused";
        }
    }

    private static String registration(Vector vector, PasskeyAnswer.Made answer) {
        return outcome(() -> {
            ByteArray challenge = ClientData.challenge(answer.clientData());
            assertEquals(vector.bytes().getFirst(), challenge, vector.name());
            VERIFIER.made(challenge, HANDLE, answer);
        });
    }

    private static String authentication(Vector vector, ByteArray signature) {
        return outcome(() -> {
            PasskeyAnswer.Signed answer = vector.signed(signature);
            ByteArray challenge = ClientData.challenge(answer.clientData());
            assertEquals(vector.bytes().get(4), challenge, vector.name());
            VERIFIER.signed(challenge, vector.credential(), HANDLE, answer);
        });
    }

    private static Map<String, String> each(Function<Vector, String> outcome) {
        return vectors().stream().collect(Collectors.toMap(Vector::name, outcome, (first, _) -> first, TreeMap::new));
    }

    @Test
    void registrationsOfTheStandardEndByTheRulesHere() {
        assertEquals(
                new TreeMap<>(Map.of(
                        "none-es256", "refused",
                        "none-es256-long-credential-id", "refused",
                        "none-es256-crossOrigin", "frame",
                        "none-es256-topOrigin", "frame",
                        "packed-self-es256", "attestation",
                        "packed-es256", "attestation",
                        "packed-rs256", "attestation",
                        "packed-eddsa", "attestation",
                        "tpm-es256", "attestation",
                        "fido-u2f-es256", "attestation")),
                each(vector -> registration(vector, vector.made())));
        Map<String, String> verified = each(vector -> registration(vector, vector.verified()));
        assertEquals("accepted", verified.get("none-es256"));
        assertEquals("accepted", verified.get("none-es256-long-credential-id"));
        vectors()
                .forEach(vector -> assertEquals(
                        Optional.empty(),
                        CosePublicKey.brokenBy(vector.credential().publicKey()),
                        vector.name()));
    }

    @Test
    void authenticationsOfTheStandardEndByTheRulesHere() {
        Map<String, String> outcomes = each(vector -> authentication(vector, vector.signature()));
        assertEquals(
                List.of("none-es256-long-credential-id", "packed-es256", "tpm-es256"),
                outcomes.entrySet().stream()
                        .filter(each -> each.getValue().equals("accepted"))
                        .map(Map.Entry::getKey)
                        .toList(),
                "the user was verified in these alone");
        assertEquals("frame", outcomes.get("none-es256-crossOrigin"));
        assertEquals("frame", outcomes.get("none-es256-topOrigin"));
        assertTrue(each(vector -> {
                    byte[] other = vector.signature().getBytes();
                    other[other.length - 1] ^= 1;
                    return authentication(vector, new ByteArray(other));
                })
                .values()
                .stream()
                .noneMatch("accepted"::equals));
    }
}
