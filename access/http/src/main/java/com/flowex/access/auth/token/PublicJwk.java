package com.flowex.access.auth.token;

import com.flowex.access.auth.token.SigningSettings.Algorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Map;

/**
 * Public key in the form of the JWKS page.
 *
 * @param fields fields of RFC 7517, by their names
 */
public record PublicJwk(Map<String, Object> fields) {

    /** The last 32 bytes of an encoded Ed25519 public key are the key itself. */
    private static final int ED25519_BYTES = 32;

    public PublicJwk {
        fields = Map.copyOf(fields);
    }

    static PublicJwk of(String id, Algorithm algorithm, PublicKey key) {
        JWK jwk =
                switch (algorithm) {
                    case RS256 ->
                        new RSAKey.Builder((RSAPublicKey) key)
                                .keyID(id)
                                .keyUse(KeyUse.SIGNATURE)
                                .algorithm(SigningKey.jws(algorithm))
                                .build();
                    case ES256 ->
                        new ECKey.Builder(Curve.P_256, (ECPublicKey) key)
                                .keyID(id)
                                .keyUse(KeyUse.SIGNATURE)
                                .algorithm(SigningKey.jws(algorithm))
                                .build();
                    case EDDSA ->
                        new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(raw(key)))
                                .keyID(id)
                                .keyUse(KeyUse.SIGNATURE)
                                .algorithm(SigningKey.jws(algorithm))
                                .build();
                    case HS256 -> throw new IllegalArgumentException("a secret is not shown");
                };
        return new PublicJwk(jwk.toJSONObject());
    }

    private static byte[] raw(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length);
    }
}
