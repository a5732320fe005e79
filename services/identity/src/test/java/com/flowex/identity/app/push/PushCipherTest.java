package com.flowex.identity.app.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.identity.store.push.P256Curve;
import com.flowex.identity.store.push.PushTarget;
import com.flowex.identity.store.push.VapidKey;
import com.flowex.platform.outbound.OutboundHosts;
import com.flowex.platform.outbound.PublicAddresses;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The words of the standards, and what is no browser's key or no push service. */
class PushCipherTest {

    private static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    /** RFC 8291, section 5 and appendix A. */
    @Test
    void encryptsTheExampleOfTheStandard() throws GeneralSecurityException {
        PushTarget browser = new PushTarget(
                URI.create("https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV"),
                bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
                bytes("BTBZMqHH6r4Tts7J_aSIgg"));
        KeyPair sender = new KeyPair(
                P256Curve.point(
                                bytes(
                                        "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"))
                        .orElseThrow(),
                KeyFactory.getInstance("EC")
                        .generatePrivate(new ECPrivateKeySpec(
                                new BigInteger(1, bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")),
                                P256Curve.parameters())));

        byte[] sealed = PushCipher.seal(
                "When I grow up, I want to be a watermelon".getBytes(StandardCharsets.UTF_8),
                browser,
                sender,
                bytes("DGv6ra1nlYgDCS1FRnbzlw"));

        assertEquals(
                "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A"
                        + "_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
                VapidKey.text(sealed));
    }

    @Test
    void oversizedMessageIsNotEncrypted() {
        PushTarget browser =
                new PushTarget(URI.create("https://push.example.net/1"), point(P256Curve.fresh()), new byte[16]);
        PushCipher cipher = new PushCipher();

        assertEquals(4_096, cipher.seal(new byte[PushCipher.PLAIN_BYTES_MAX], browser).length);
        assertThrows(
                IllegalArgumentException.class, () -> cipher.seal(new byte[PushCipher.PLAIN_BYTES_MAX + 1], browser));
    }

    private static byte[] point(KeyPair keys) {
        return P256Curve.bytes((ECPublicKey) keys.getPublic());
    }

    @Test
    void pointOffTheCurveIsNoKey() {
        byte[] point = point(P256Curve.fresh());
        assertTrue(P256Curve.point(point).isPresent());

        byte[] beside = point.clone();
        beside[64] ^= 1;
        byte[] compressed = point.clone();
        compressed[0] = 2;
        assertTrue(P256Curve.point(beside).isEmpty());
        assertTrue(P256Curve.point(compressed).isEmpty());
        assertTrue(P256Curve.point(new byte[65]).isEmpty());
        assertTrue(P256Curve.point(new byte[64]).isEmpty());
    }

    @Test
    void onlyListedHostsAreContactedOverHttps() {
        OutboundHosts hosts = new OutboundHosts(List.of(
                OutboundHosts.Rule.parse("fcm.googleapis.com"),
                OutboundHosts.Rule.parse("*.push.services.mozilla.com")));

        assertTrue(hosts.allow(URI.create("https://fcm.googleapis.com/fcm/send/x")));
        assertTrue(hosts.allow(URI.create("https://updates.push.services.mozilla.com:443/wpush/v2/x")));
        for (String other : List.of(
                "http://fcm.googleapis.com/x",
                "https://fcm.googleapis.com:8443/x",
                "https://user@fcm.googleapis.com/x",
                "https://fcm.googleapis.com.evil.example/x",
                "https://evilpush.services.mozilla.com/x",
                "https://push.services.mozilla.com/x",
                "https://127.0.0.1/x",
                "https://[::1]/x",
                "https://169.254.169.254/latest/meta-data",
                "file:///etc/passwd",
                "/x",
                "")) {
            assertFalse(hosts.allow(URI.create(other)), other);
        }
        for (String rule :
                List.of("*", "*.com.", "https://x.example", "10.0.0.1", "http://10.0.0.1:80", "localhost", "")) {
            assertThrows(IllegalArgumentException.class, () -> OutboundHosts.Rule.parse(rule), rule);
        }
    }

    @Test
    void aNameThatLeadsInsideIsNotFollowed() throws Exception {
        for (String inside : List.of(
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fd00::1",
                "fec0::1",
                "ff02::1",
                "64:ff9b::a00:1",
                "2002:a00:1::1",
                "::ffff:10.0.0.1")) {
            assertFalse(PublicAddresses.isPublic(InetAddress.getByName(inside)), inside);
        }
        for (String outside : List.of("142.250.74.10", "100.128.0.1", "172.32.0.1", "2a00:1450:4001:82a::200a")) {
            assertTrue(PublicAddresses.isPublic(InetAddress.getByName(outside)), outside);
        }
    }
}
