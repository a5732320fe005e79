package com.flowex.access.auth.token;

import com.flowex.access.auth.token.SigningSettings.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Key that signs access tokens. It works with one algorithm: a token that names another is rejected, so that a public
 * key cannot be passed off as a secret.
 *
 * @param id the {@code kid}, derived from the key, so that every process with the key has the same id
 * @param publicKey key for verification by others; absent for a secret
 */
public record SigningKey(
        String id, Algorithm algorithm, JWSSigner signer, JWSVerifier verifier, Optional<PublicJwk> publicKey) {

    private static final int ID_BYTES = 9;

    /** @param secret at least 32 bytes */
    static SigningKey ofSecret(byte[] secret) {
        try {
            return new SigningKey(
                    idOf("HS256", secret),
                    Algorithm.HS256,
                    new MACSigner(secret),
                    new MACVerifier(secret),
                    Optional.empty());
        } catch (JOSEException e) {
            throw new IllegalArgumentException("a secret for HS256 has at least 32 bytes, had " + secret.length, e);
        }
    }

    /** @throws IllegalArgumentException if the pair is not one of this algorithm */
    public static SigningKey ofPair(Algorithm algorithm, KeyPair pair) {
        String id = idOf(algorithm.name(), pair.getPublic().getEncoded());
        try {
            JWSSigner signer =
                    switch (algorithm) {
                        case RS256 -> new RSASSASigner(pair.getPrivate());
                        case ES256 -> new ECDSASigner((ECPrivateKey) pair.getPrivate());
                        case EDDSA -> Ed25519Signatures.signer(pair.getPrivate());
                        case HS256 -> throw new IllegalArgumentException("HS256 signs with a secret");
                    };
            JWSVerifier verifier =
                    switch (algorithm) {
                        case RS256 -> new RSASSAVerifier((RSAPublicKey) pair.getPublic());
                        case ES256 -> new ECDSAVerifier((ECPublicKey) pair.getPublic());
                        case EDDSA -> Ed25519Signatures.verifier(pair.getPublic());
                        case HS256 -> throw new IllegalArgumentException("HS256 verifies with a secret");
                    };
            return new SigningKey(
                    id, algorithm, signer, verifier, Optional.of(PublicJwk.of(id, algorithm, pair.getPublic())));
        } catch (JOSEException | ClassCastException e) {
            throw new IllegalArgumentException("no key pair for " + algorithm + ": " + e.getMessage(), e);
        }
    }

    public JWSHeader header() {
        return new JWSHeader.Builder(jws(algorithm)).keyID(id).build();
    }

    static JWSAlgorithm jws(Algorithm algorithm) {
        return switch (algorithm) {
            case HS256 -> JWSAlgorithm.HS256;
            case RS256 -> JWSAlgorithm.RS256;
            case ES256 -> JWSAlgorithm.ES256;
            case EDDSA -> JWSAlgorithm.EdDSA;
        };
    }

    private static String idOf(String algorithm, byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(("flowex kid " + algorithm).getBytes(StandardCharsets.UTF_8));
            byte[] hash = digest.digest(key);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
