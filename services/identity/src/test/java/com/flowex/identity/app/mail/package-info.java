/** Tests of mail. */
@NullMarked
package com.flowex.identity.app.mail;

import org.jspecify.annotations.NullMarked;
