/** Tests of mail. */
@NullMarked
package com.flowex.identity.mail;

import org.jspecify.annotations.NullMarked;
