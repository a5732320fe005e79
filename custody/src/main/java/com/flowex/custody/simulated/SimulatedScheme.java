package com.flowex.custody.simulated;

import com.flowex.custody.Coin;
import com.flowex.custody.Draft;
import com.flowex.custody.KeyPath;
import com.flowex.custody.Network;
import com.flowex.custody.ParsedAddress;
import com.flowex.custody.Payment;
import com.flowex.custody.PrivateKeys;
import com.flowex.custody.Scheme;
import com.flowex.custody.Signed;
import com.flowex.custody.TransactionContents;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bitcoinj.base.Bech32;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.crypto.ECKey;
import org.bitcoinj.crypto.SignatureDecodeException;

/**
 * Addresses begin with {@code sim1}, unlike those of any real chain, so money sent to a copied one bounces and is not
 * lost. They carry the checksum of bech32m. Every asset is a token of its own code with {@value #DECIMALS} decimals.
 */
public final class SimulatedScheme implements Scheme {

    public static final String CODE = "simulated";

    /** Fine enough for every scale of an asset. */
    private static final int DECIMALS = 18;

    /** SLIP-44: coin type of all test networks. */
    private static final int COIN_TYPE = 1;

    private static final int PURPOSE = 44;

    private static final String PREFIX = "sim";
    private static final int HASH_BYTES = 20;

    private static final String NO_OWNER = "";

    private final Network network;
    private final String feeAsset;

    /** @param confirmations blocks until a deposit is credited */
    public SimulatedScheme(int confirmations) {
        this(confirmations, NO_OWNER);
    }

    /** @param feeAsset asset that every address needs for fees; empty if each has enough */
    public SimulatedScheme(int confirmations, String feeAsset) {
        this.feeAsset = feeAsset;
        network = new Network(
                CODE, "Simulated chain", PURPOSE, COIN_TYPE, confirmations, Math.max(6, confirmations), true);
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public Optional<Coin> coin(String asset) {
        return Optional.of(coinOf(!feeAsset.isEmpty() && asset.equals(feeAsset) ? Coin.NATIVE : asset));
    }

    @Override
    public Optional<Coin> feeCoin() {
        return feeAsset.isEmpty() ? Optional.empty() : Optional.of(coinOf(Coin.NATIVE));
    }

    Coin coinOf(String token) {
        if (!feeAsset.isEmpty() && token.equals(Coin.NATIVE)) {
            return new Coin(CODE, feeAsset, Coin.NATIVE, DECIMALS);
        }
        return new Coin(CODE, token, token, DECIMALS);
    }

    @Override
    public String address(byte[] publicKey) {
        byte[] hash = ECKey.fromPublicOnly(publicKey).getPubKeyHash();
        return Bech32.encodeBytes(Bech32.Encoding.BECH32M, PREFIX, hash);
    }

    @Override
    public ParsedAddress read(String address) {
        if (!address.toLowerCase(Locale.ROOT).startsWith(PREFIX + "1")) {
            return new ParsedAddress.Invalid("an address of the simulated chain, which begins with sim1");
        }
        try {
            byte[] hash = Bech32.decodeBytes(address, PREFIX, Bech32.Encoding.BECH32M);
            return hash.length == HASH_BYTES
                    ? new ParsedAddress.Valid(address.toLowerCase(Locale.ROOT))
                    : new ParsedAddress.Invalid("as long as an address of the simulated chain");
        } catch (IllegalArgumentException e) {
            return new ParsedAddress.Invalid("an address whose checksum is right: a character is wrong or missing");
        }
    }

    @Override
    public TransactionContents contents(Draft draft) {
        SimulatedTransaction transaction = SimulatedTransaction.of(draft.body());
        List<Payment> payments = transaction.units().signum() == 0
                ? List.of()
                : List.of(new Payment(
                        transaction.to(), coinOf(transaction.token()), transaction.units(), transaction.memo()));
        return new TransactionContents(payments, transaction.fee());
    }

    @Override
    public Signed sign(Draft draft, PrivateKeys keys) {
        SimulatedTransaction transaction = SimulatedTransaction.of(draft.body());
        if (draft.signers().size() != 1) {
            throw new IllegalArgumentException("one key signs on " + network);
        }
        KeyPath signer = draft.signers().getFirst();
        String claim = claim(transaction.from(), transaction.nonce());
        if (!transaction.from().equals(address(keys.publicKey(signer)))
                || !draft.claims().equals(List.of(claim))
                || !draft.fee().equals(transaction.fee())) {
            throw new IllegalArgumentException("a draft that says something else than its bytes");
        }
        String id = id(draft.body());
        return new Signed(CODE, id, draft.body() + "." + signature(id, signer, keys));
    }

    /** Returns the claim of a transaction: its sender's nonce. */
    static String claim(String sender, long nonce) {
        return "nonce:" + sender + ":" + nonce;
    }

    static String id(String body) {
        return Sha256Hash.of(HexFormat.of().parseHex(body)).toString();
    }

    private static String signature(String hash, KeyPath path, PrivateKeys keys) {
        byte[] secret = keys.secret(path);
        try {
            ECKey key = ECKey.fromPrivate(secret);
            byte[] signature = key.sign(Sha256Hash.wrap(hash)).encodeToDER();
            return HexFormat.of().formatHex(key.getPubKey()) + "."
                    + HexFormat.of().formatHex(signature);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** Returns true if the key of an address signed a hash. */
    boolean isBy(String address, String hash, String signature) {
        int dot = signature.indexOf('.');
        if (dot < 0) {
            return false;
        }
        try {
            byte[] publicKey = HexFormat.of().parseHex(signature, 0, dot);
            byte[] der = HexFormat.of().parseHex(signature, dot + 1, signature.length());
            ECKey.ECDSASignature read = ECKey.ECDSASignature.decodeFromDER(der);
            return address(publicKey).equals(address)
                    && Arrays.equals(read.encodeToDER(), der) // and nothing behind it
                    && ECKey.verify(Sha256Hash.wrap(hash).getBytes(), read, publicKey);
        } catch (IllegalArgumentException | SignatureDecodeException e) {
            return false;
        }
    }

    @Override
    public String signMessage(String message, KeyPath path, PrivateKeys keys) {
        return signature(hashOf(message), path, keys);
    }

    @Override
    public boolean isSigned(String message, String address, String signature) {
        return isBy(address, hashOf(message), signature);
    }

    private static String hashOf(String message) {
        byte[] bytes = ("Simulated chain signed message:\n" + message).getBytes(StandardCharsets.UTF_8);
        return Sha256Hash.twiceOf(bytes).toString();
    }
}
