/** Tests of codes by SMS. */
@NullMarked
package com.flowex.identity.app.sms;

import org.jspecify.annotations.NullMarked;
