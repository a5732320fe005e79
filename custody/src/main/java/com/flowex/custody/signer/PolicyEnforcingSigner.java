package com.flowex.custody.signer;

import com.flowex.custody.Coin;
import com.flowex.custody.Draft;
import com.flowex.custody.KeyPath;
import com.flowex.custody.ReserveMessage;
import com.flowex.custody.Scheme;
import com.flowex.custody.Signed;
import com.flowex.custody.Signer;
import com.flowex.custody.SignerException;
import com.flowex.custody.TransactionContents;
import com.flowex.custody.key.LocalSigner;
import com.flowex.custody.key.Seed;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Signer that enforces a policy. It signs first, then counts on disk, then returns the signature. So everything
 * returned was counted, but a counted amount may never have been returned. The same draft is counted once and gives the
 * same bytes.
 */
final class PolicyEnforcingSigner implements Signer {

    private final Seed seed;
    private final LocalSigner signer;
    private final SignerPolicy policy;
    private final SignerJournal journal;
    private final InstantSource clock;
    private final ReentrantLock turn = new ReentrantLock();

    PolicyEnforcingSigner(Seed seed, SignerPolicy policy, SignerJournal journal, InstantSource clock) {
        this.seed = seed;
        this.signer = new LocalSigner(seed);
        this.policy = policy;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public String accountKey(Scheme scheme, int tenant) {
        return signer.accountKey(scheme, tenant);
    }

    @Override
    public Signed sign(Scheme scheme, Draft draft) {
        turn.lock();
        try {
            TransactionContents contents = scheme.contents(draft);
            Signed signed = signer.sign(scheme, draft);
            int tenant = draft.signers().getFirst().tenant();
            String name = name(draft);
            if (!journal.isCounted(name)) {
                count(scheme, contents, tenant, name);
            }
            return signed;
        } catch (IllegalArgumentException e) {
            throw new SignerException("what is to be signed cannot be judged: " + e.getMessage(), true);
        } catch (IOException e) {
            throw new SignerException("what was signed cannot be written down: " + e.getMessage(), false);
        } finally {
            turn.unlock();
        }
    }

    private void count(Scheme scheme, TransactionContents contents, int tenant, String name) throws IOException {
        String network = scheme.network().code();
        String own = scheme.address(seed.keys(scheme.network()).publicKey(KeyPath.hot(tenant)));
        Map<String, BigInteger> leaving = policy.leaving(scheme, contents, own);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        leaving.forEach((asset, units) -> {
            Coin coin = scheme.coin(asset)
                    .orElseThrow(() -> new SignerException(asset + " is not known on " + network, true));
            policy.judge(tenant, network, coin, units, journal.left(today, tenant, network, asset));
        });
        journal.count(name, today, tenant, network, leaving);
    }

    private static String name(Draft draft) {
        try {
            byte[] text = (draft.network() + " " + draft.body()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Signs only messages about the address's own reserves. However a network interprets signed texts, such a message
     * gives nothing away.
     */
    @Override
    public String signMessage(Scheme scheme, KeyPath path, String message) {
        String address = scheme.address(seed.keys(scheme.network()).publicKey(path));
        if (!isAboutReserves(message, scheme.network().code(), path, address)) {
            throw new SignerException("of texts only messages about an address's own reserves are signed", true);
        }
        return signer.signMessage(scheme, path, message);
    }

    private static boolean isAboutReserves(String message, String network, KeyPath path, String address) {
        try {
            ReserveMessage reserveMessage = ReserveMessage.parse(message);
            return reserveMessage.tenant() == path.tenant()
                    && reserveMessage.network().equals(network)
                    && reserveMessage.address().equals(address);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
