@NullMarked
package com.flowex.risk.alert;

import org.jspecify.annotations.NullMarked;
