"""The field names of what the value lists answer, as the API's schemas have them.

A real answer has every field, most of them null. `filled` makes such an object from the few fields
that are known.
"""


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


DIAL_GROUP = _names(
    """
    agentDialGroupMembers agentsReady allowLeadSearch allowPreviewLeadFilters billingKey
    campaigns dialGroupDesc dialGroupId dialGroupName dialMode enableAbsolutePriority
    enableAgentFilter enableCallbacksAfterMaxDailyPass enableCallbacksAfterMaxpass
    enableListPriority groupId hciEnabled isActive maxLeadsReturned maxPorts minPredictiveAgents
    outdialServerGroupId permissions progressiveCallDelay progressiveEnabled realTimeAgentData
    requireFetchedLeadsCalled
    """
)
CAMPAIGN = _names(
    """
    abandonMsg afterCallBaseState afterCallState agentConnectSoapService agentPopMessage
    agentTermSoapService allowLeadInserts allowLeadUpdates amdProfileId appUrl aux1Label
    aux2Label aux3Label aux4Label aux5Label billingCode callerId callerIdBucket campaignDesc
    campaignDispositions campaignFilterStates campaignFilterTimezones campaignId campaignName
    campaignPriority campaignRequeueShortcuts campaignResultDest campaignUnlimitedFieldGroup
    campaignWhitelistTagMembers countryId customDialZoneGroup dialGroup dialLoadedOrder
    dispositionTimeout dncScrubOption enableGlobalPhoneBook endCallMsg endDate exportFlag
    filterEnabled filterType friSched genericKeyValuePairs groupId hangupOnDisposition isActive
    lastPassDts liveAnswerMsg machAnswerMsg machineDetect maxDailyPasses maxDailyPassesInclude
    maxDialLimit maxPasses maxPassesExclude maxRingTime maxRingTimeTransfer
    minPredictiveCallsHistory monSched onHoldMsg passDelayMin pauseRecordingSec permissions
    perspectiveRecordingMode postCallSoapService postDispSoapService quotaGroup realtimeDncUrl
    recordCall recordingInConference recordingSettings requeueType rescrubInterval satSched
    script scrubDisconnectNoanswer seedAbandonRate seedSuccessRate showLeadInfo showLeadPasses
    showListName singleChannelEnabled startDate stopRecordingOnTransfer sunSched survey
    surveyPopType targetAbandonRate thuSched trackSpeedToLead transferCallerId
    transferTermSoapService tueSched useGlobalWhitelist wedSched whisperMsg callingConfiguration
    personaCallSchedules
    """
)
LEAD_LIST = _names(
    """
    deleteLeads deletedDts dncTagList exportFlag lastDncScrubDate leadsAccepted leadsConverted
    leadsDoNotCall leadsSupplied leadsWhitelist listDesc listId listPriority listState message
    originalFormat result unloadFilename uploadDate uploadedBy
    """
)
CAMPAIGN_DISPOSITION = _names(
    """
    campaign contactForwarding createCopy destCampaign dispSoapService disposition dispositionId
    dncTagLabel doNotCall dtmfMapping emailDestinations emailTemplate excludeAbandon isComplete
    isContact isDefault isDisabled isRequeued isSuccess mergeOriginal rank requeueDelay
    requireNote saveSurvey setAgentFlag termMessage timeout xfer xferDest
    """
)


def filled(names: tuple[str, ...], known: dict[str, object]) -> dict[str, object]:
    """Give an object of all the names, null where nothing is known.

    Raises
    ------
    KeyError
        If a known field is not one of the names.
    """
    if strange := known.keys() - set(names):
        raise KeyError(*strange)
    return dict.fromkeys(names) | known
