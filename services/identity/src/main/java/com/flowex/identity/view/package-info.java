/** Accounts of the log and their owners. */
@NullMarked
package com.flowex.identity.view;

import org.jspecify.annotations.NullMarked;
