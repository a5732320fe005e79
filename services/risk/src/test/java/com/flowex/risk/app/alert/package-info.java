@NullMarked
package com.flowex.risk.app.alert;

import org.jspecify.annotations.NullMarked;
