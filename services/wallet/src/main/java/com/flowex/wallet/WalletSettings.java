package com.flowex.wallet;

import com.flowex.wallet.app.convert.ConvertSettings;
import com.flowex.wallet.app.solvency.SolvencySettings;
import com.flowex.wallet.app.withdrawal.WithdrawalSettings;
import java.time.Duration;

/**
 * Settings of the wallet service.
 *
 * @param readWait longest time that a read waits for its caller's own writes
 */
public record WalletSettings(
        Duration readWait, WithdrawalSettings withdrawals, ConvertSettings converts, SolvencySettings solvency) {}
