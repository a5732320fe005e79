/**
 * Scenario of XChange against an exchange. XChange is unchanged apart from its base addresses, and each operation's
 * effect is checked.
 */
@NullMarked
package com.flowex.walk;

import org.jspecify.annotations.NullMarked;
