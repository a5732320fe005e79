package com.flowex.custody.ethereum;

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
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.crypto.ECKey;
import org.bitcoinj.crypto.ECKey.ECDSASignature;
import org.web3j.crypto.Hash;

/** Addresses, transactions and signed messages of one chain of Ethereum's kind. */
public final class EthereumScheme implements Scheme {

    private static final int SIGNATURE_BYTES = 65;
    private static final long MAIN_NET = 1;

    /** Fifty slots of twelve seconds. */
    private static final Duration SILENCE_MAX = Duration.ofMinutes(10);

    private static final int RECOVERY_BASE = 27;
    private static final BigInteger UNITS_MAX = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);

    private final Network network;
    private final long chain;
    private final List<Coin> coins;

    /**
     * @param chain chain id (EIP-155), which is in every signature: 1 for the main net
     * @param coins the chain's own coin first, then the known tokens, each by its contract's address
     */
    public EthereumScheme(Network network, long chain, List<Coin> coins) {
        this.network = network;
        this.chain = chain;
        this.coins = coins.stream()
                .map(coin -> coin.isNative() ? coin : withCanonicalToken(coin))
                .toList();
        if (this.coins.isEmpty() || !this.coins.getFirst().isNative()) {
            throw new IllegalArgumentException("a network's own coin comes first");
        }
    }

    private static Coin withCanonicalToken(Coin coin) {
        if (!EthereumAddress.isShaped(coin.token()) || !EthereumAddress.isIntact(coin.token())) {
            throw new IllegalArgumentException("the contract of " + coin + " is no address: " + coin.token());
        }
        return new Coin(coin.network(), coin.asset(), EthereumAddress.checksummed(coin.token()), coin.decimals());
    }

    long chain() {
        return chain;
    }

    Coin nativeCoin() {
        return coins.getFirst();
    }

    /** Returns the claim of an address's transaction with the given nonce. */
    static String claim(String address, BigInteger nonce) {
        return "nonce:" + address + ":" + nonce;
    }

    /** Returns the address that a claim is of. */
    static String sender(String claim) {
        return claim.substring(claim.indexOf(':') + 1, claim.lastIndexOf(':'));
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public Optional<Duration> silenceMax() {
        return chain == MAIN_NET ? Optional.of(SILENCE_MAX) : Optional.empty();
    }

    @Override
    public Optional<Coin> coin(String asset) {
        return coins.stream().filter(coin -> coin.asset().equals(asset)).findFirst();
    }

    @Override
    public Optional<Coin> feeCoin() {
        return Optional.of(nativeCoin());
    }

    @Override
    public String address(byte[] publicKey) {
        return EthereumAddress.ofKey(publicKey);
    }

    @Override
    public ParsedAddress read(String address) {
        if (!EthereumAddress.isShaped(address)) {
            return new ParsedAddress.Invalid(
                    "0x and 40 hexadecimal digits, as addresses of " + network.title() + " are");
        }
        if (!EthereumAddress.isIntact(address)) {
            return new ParsedAddress.Invalid(
                    "written as it was given: its checksum, the case of its letters, does not fit");
        }
        String canonical = EthereumAddress.checksummed(address);
        if (new BigInteger(1, EthereumAddress.bytes(canonical)).signum() == 0) {
            return new ParsedAddress.Invalid("a person's: address zero has no key");
        }
        for (Coin coin : coins) {
            if (coin.token().equals(canonical)) {
                return new ParsedAddress.Invalid(
                        "a person's: this is the contract of " + coin.asset() + ", which keeps what it is paid");
            }
        }
        return new ParsedAddress.Valid(canonical);
    }

    @Override
    public TransactionContents contents(Draft draft) {
        return contents(EthereumTransaction.parse(draft.body()));
    }

    TransactionContents contents(EthereumTransaction transaction) {
        if (!transaction.chain().equals(BigInteger.valueOf(chain))) {
            throw new IllegalArgumentException(
                    "a transaction for chain " + transaction.chain() + " is none for " + chain);
        }
        boolean isPaying =
                transaction.value().signum() > 0 || !transaction.data().isEmpty();
        return new TransactionContents(isPaying ? List.of(payment(transaction)) : List.of(), transaction.fee());
    }

    private Payment payment(EthereumTransaction transaction) {
        if (transaction.data().isEmpty()) {
            return new Payment(transaction.to(), nativeCoin(), transaction.value(), "");
        }
        Coin token = coins.stream()
                .filter(coin -> coin.token().equals(transaction.to()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("it calls a contract that is no known token"));
        Erc20.Transfer transfer = Erc20.transfer(transaction.data())
                .orElseThrow(() ->
                        new IllegalArgumentException("it calls " + token + " for something else than a transfer"));
        if (transaction.value().signum() != 0) {
            throw new IllegalArgumentException("it gives a token's contract coins");
        }
        return new Payment(transfer.to(), token, transfer.units(), "");
    }

    /** Returns the call that makes a payment: receiver, value and data are set, all else is zero. */
    EthereumTransaction transaction(Payment payment) {
        if (payment.units().compareTo(UNITS_MAX) > 0 || !payment.memo().isEmpty()) {
            throw new IllegalArgumentException("a payment on " + network + " has at most 256 bits and no memo");
        }
        boolean plain = payment.coin().isNative();
        BigInteger none = BigInteger.ZERO;
        return new EthereumTransaction(
                BigInteger.valueOf(chain),
                none,
                none,
                none,
                none,
                plain ? payment.to() : payment.coin().token(),
                plain ? payment.units() : none,
                plain ? "" : Erc20.transfer(payment.to(), payment.units()));
    }

    @Override
    public Signed sign(Draft draft, PrivateKeys keys) {
        EthereumTransaction transaction = EthereumTransaction.parse(draft.body());
        contents(transaction);
        if (draft.signers().size() != 1) {
            throw new IllegalArgumentException("one key signs on " + network);
        }
        KeyPath signer = draft.signers().getFirst();
        String claim = claim(address(keys.publicKey(signer)), transaction.nonce());
        if (!draft.claims().equals(List.of(claim)) || !draft.fee().equals(transaction.fee())) {
            throw new IllegalArgumentException("a draft that says something else than its bytes");
        }
        byte[] secret = keys.secret(signer);
        try {
            String signed = transaction.signed(secret);
            return new Signed(network.code(), EthereumTransaction.id(signed), signed);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    @Override
    public String signMessage(String message, KeyPath path, PrivateKeys keys) {
        byte[] secret = keys.secret(path);
        try {
            ECKey key = ECKey.fromPrivate(secret);
            Sha256Hash hash = Sha256Hash.wrap(messageHash(message));
            ECDSASignature signature = key.sign(hash);
            return "0x" + word(signature.r) + word(signature.s)
                    + HexFormat.of().toHexDigits((byte) (RECOVERY_BASE + key.findRecoveryId(hash, signature)));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    @Override
    public boolean isSigned(String message, String address, String signature) {
        if (!EthereumAddress.isShaped(address)) {
            return false;
        }
        try {
            byte[] bytes = HexFormat.of().parseHex(signature, 2, signature.length());
            if (bytes.length != SIGNATURE_BYTES || !signature.startsWith("0x")) {
                return false;
            }
            ECDSASignature read = new ECDSASignature(
                    new BigInteger(1, Arrays.copyOfRange(bytes, 0, 32)),
                    new BigInteger(1, Arrays.copyOfRange(bytes, 32, 64)));
            String signer = EthereumTransaction.signer(messageHash(message), bytes[64] - RECOVERY_BASE, read);
            return signer.equals(EthereumAddress.checksummed(address));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    /** Returns the hash of a personal message (EIP-191). */
    private static byte[] messageHash(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(("\u0019Ethereum Signed Message:\n" + bytes.length).getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(bytes);
        return Hash.sha3(all.toByteArray());
    }

    private static String word(BigInteger number) {
        String digits = number.toString(16);
        return "0".repeat(2 * 32 - digits.length()) + digits;
    }
}
