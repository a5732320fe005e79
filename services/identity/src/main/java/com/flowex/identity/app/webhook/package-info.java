/**
 * Notices to the webhooks of users, signed and tried again as those of price alerts are
 * ({@link com.flowex.platform.outbound.WebhookCalls}).
 *
 * <p>Invariant: a notice has the content of the mail about the same event, or less, and never a code or a link.
 */
@NullMarked
package com.flowex.identity.app.webhook;

import org.jspecify.annotations.NullMarked;
