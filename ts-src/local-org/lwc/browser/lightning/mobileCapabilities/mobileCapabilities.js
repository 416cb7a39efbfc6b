/**
 * Device features of the Salesforce app. In a browser they are not available, and say so. A test may put a scanner in
 * their place: `globalThis.localOrgBarcodes = ['01095…', …]` makes `scan` give these values, one a call.
 */
const simulated = () => globalThis.localOrgBarcodes;

const BARCODE_TYPES = {
    CODE_128: 'code128', CODE_39: 'code39', CODE_93: 'code93', DATA_MATRIX: 'datamatrix', EAN_13: 'ean13', EAN_8: 'ean8',
    ITF: 'itf', PDF_417: 'pdf417', QR: 'qr', UPC_A: 'upca', UPC_E: 'upce',
};

class UnavailableError extends Error {
    code = 'SERVICE_NOT_ENABLED';
    constructor(service) {
        super(`${service} is not available in a browser`);
    }
}

const barcodeScanner = {
    barcodeTypes: BARCODE_TYPES,
    isAvailable: () => Array.isArray(simulated()),
    async scan() {
        return [nextCode()];
    },
    async beginCapture() {
        return nextCode();
    },
    async resumeCapture() {
        return nextCode();
    },
    dismiss() {},
    endCapture() {},
};

function nextCode() {
    const codes = simulated();
    if (!Array.isArray(codes)) throw new UnavailableError('BarcodeScanner');
    if (codes.length === 0) throw Object.assign(new Error('User dismissed the scanner'), { code: 'USER_DISMISSED' });
    return { type: BARCODE_TYPES.QR, value: codes.shift() };
}

export const getBarcodeScanner = () => barcodeScanner;

/** A service of which only the absence is there. */
const absent = (name) => new Proxy({ isAvailable: () => false }, {
    get(target, property) {
        return property in target || typeof property === 'symbol' ? target[property] : () => Promise.reject(new UnavailableError(name));
    },
});

export const getLocationService = () => absent('LocationService');
export const getNfcService = () => absent('NfcService');
export const getNFCService = getNfcService;
export const getBiometricsService = () => absent('BiometricsService');
export const getCalendarService = () => absent('CalendarService');
export const getContactsService = () => absent('ContactsService');
export const getDocumentScanner = () => absent('DocumentScanner');
export const getDocumentViewer = () => absent('DocumentViewer');
export const getGeofencingService = () => absent('GeofencingService');
export const getPaymentsService = () => absent('PaymentsService');
export const getAppReviewService = () => absent('AppReviewService');
export const getArSpaceCapture = () => absent('ArSpaceCapture');
