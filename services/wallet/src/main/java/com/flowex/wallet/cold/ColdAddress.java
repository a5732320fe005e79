package com.flowex.wallet.cold;

import com.flowex.domain.AssetId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Where money of an asset lies that no process can move.
 *
 * @param approved what a second person said; empty: nothing yet
 * @param activeFrom when money goes there; empty before a second person has said yes
 * @param retired since when none goes there any more
 */
record ColdAddress(
        UUID id,
        AssetId asset,
        String network,
        String address,
        long askedBy,
        Instant askedAt,
        Optional<Boolean> approved,
        Optional<Instant> activeFrom,
        Optional<Instant> retired) {}
