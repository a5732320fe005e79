package com.flowex.identity.app.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.testsupport.SoftAuthenticator;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keys that an authenticator without an attestation can choose freely. */
class CosePublicKeyTest {

    private static final byte[] EXPONENT = BigInteger.valueOf(65_537).toByteArray();

    private static byte[] modulus(int bits) {
        return BigInteger.ONE.shiftLeft(bits - 1).setBit(0).toByteArray();
    }

    @Test
    void goodKeysBreakNoRule() {
        SoftAuthenticator device = new SoftAuthenticator("http://localhost");
        assertEquals(Optional.empty(), CosePublicKey.brokenBy(device.key));
        assertEquals(Optional.empty(), CosePublicKey.brokenBy(SoftAuthenticator.rsa(modulus(2048), EXPONENT)));
    }

    @Test
    void eachBrokenRuleIsNamed() {
        SoftAuthenticator device = new SoftAuthenticator("http://localhost");
        byte[] off = device.y();
        off[31] ^= 1;
        Map<String, byte[]> keys = new LinkedHashMap<>();
        keys.put("not CBOR", new byte[] {(byte) 0xFF});
        keys.put("not a map", new byte[] {1});
        keys.put("is none of", new byte[] {(byte) 0xA0});
        keys.put("none of ES256", SoftAuthenticator.ec2(device.x(), device.y(), -35, 1));
        keys.put("does not fit its algorithm RS256", SoftAuthenticator.ec2(device.x(), device.y(), -257, 1));
        keys.put("does not fit its algorithm ES256", SoftAuthenticator.ec2(device.x(), device.y(), -7, 2));
        keys.put("does not fit its algorithm EdDSA", SoftAuthenticator.ec2(device.x(), device.y(), -8, 6));
        keys.put("not on its curve", SoftAuthenticator.ec2(device.x(), off, -7, 1));
        keys.put("not of 32 bytes", SoftAuthenticator.ec2(new byte[31], device.y(), -7, 1));
        keys.put("2048 to 8192 bits", SoftAuthenticator.rsa(modulus(1024), EXPONENT));
        keys.put("exponent", SoftAuthenticator.rsa(modulus(2048), new byte[] {3}));
        keys.forEach((rule, key) -> {
            String broken = CosePublicKey.brokenBy(key).orElse("");
            assertTrue(broken.contains(rule), rule + ": " + broken);
        });
    }
}
