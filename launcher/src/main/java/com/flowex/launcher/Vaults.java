package com.flowex.launcher;

import com.flowex.custody.key.LocalSigner;
import com.flowex.custody.key.Seed;
import com.flowex.custody.key.SeedFile;
import com.flowex.custody.simulated.SimulatedChain;
import com.flowex.ground.Ground;
import com.flowex.ground.sealing.KeyRing;
import com.flowex.ground.sealing.Sealing;
import com.flowex.ground.settings.Profile;
import com.flowex.wallet.chain.SeedsTable;
import com.flowex.wallet.chain.Vault;
import java.util.List;

/** Which chains a process is on. The simulated one is for the default profile alone: its money is made of nothing. */
final class Vaults {

    /** Enough for a reorganization to be worth trying, few enough to be quick. */
    private static final int SIMULATED_CONFIRMATIONS = 2;

    private static final String SEED = "custody.seed";

    private Vaults() {}

    static Vault open(Ground ground, SeedsTable seeds) {
        Sealing sealing = new Sealing(KeyRing.of(ground.settings().sealing().keys()));
        Seed seed = new SeedFile(ground.settings().dataDirectory().resolve(SEED), sealing).open(seeds.known());
        seeds.remember(seed.fingerprint());
        if (ground.settings().profile() != Profile.DEV) {
            return new Vault(List.of(), new LocalSigner(seed), seed.fingerprint());
        }
        return new Vault(
                List.of(new SimulatedChain(ground, SIMULATED_CONFIRMATIONS).start()),
                new LocalSigner(seed),
                seed.fingerprint());
    }
}
