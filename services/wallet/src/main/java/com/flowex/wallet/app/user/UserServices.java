package com.flowex.wallet.app.user;

import com.flowex.access.tenancy.TransferRecipients;

/**
 * Functions of the identity service that the wallet needs.
 *
 * @param payments confirmation of payments by their owners
 * @param receivers users who can receive money
 * @param withdrawalBlock users who may not withdraw
 * @param right right of users and API keys to withdraw
 * @param owners owners of accounts, erased people among them
 */
public record UserServices(
        SecondFactor secondFactor,
        PaymentConfirmation payments,
        AccessChanges accessChanges,
        TransferRecipients receivers,
        UserNotifier notices,
        WithdrawalBlock withdrawalBlock,
        WithdrawalRight right,
        AccountOwners owners) {}
